// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/language.h"

#include "text/pseudo_translator.h"

#include <QApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTranslator>

#include <memory>
#include <vector>

// Outside of any namespace, as Qt's macro wants it. Without this call a linker leaves the resources of a
// static library out.
static void initialiseTranslations()
{
    Q_INIT_RESOURCE(epsilonlab_translations);
}

namespace epsilonlab::ui {

namespace {

const QString kEnglish = QStringLiteral("en"), kChinese = QStringLiteral("zh"),
              kPseudo = QStringLiteral("pseudo");

QString& currentId()
{
    static QString id = kEnglish;
    return id;
}

/// Those that are installed now; QCoreApplication does not own them.
std::vector<std::unique_ptr<QTranslator>>& installed()
{
    static std::vector<std::unique_ptr<QTranslator>> list;
    return list;
}

void install(std::unique_ptr<QTranslator> translator)
{
    QCoreApplication::installTranslator(translator.get());
    installed().push_back(std::move(translator));
}

/// Of the program's own resources. A file that is not there leaves the source texts.
void installFile(const char* name)
{
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(QStringLiteral(":/translations/%1.qm").arg(QLatin1String(name))))
        install(std::move(translator));
}

/// Plural forms are right from the first text on, also in a program that never chooses a language.
void useEnglish()
{
    initialiseTranslations();
    installFile("epsilonlab_en");
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(useEnglish)

QStringList Language::offered()
{
    return {kEnglish, kChinese};
}

QString Language::titleOf(const QString& id)
{
    return id == kChinese ? QStringLiteral("\u7B80\u4F53\u4E2D\u6587") : QStringLiteral("English");
}

bool Language::isKnown(const QString& id)
{
    return offered().contains(id) || id == kPseudo;
}

QString Language::ofSystem()
{
    for (const QString& wanted : QLocale::system().uiLanguages()) // in the person's order
        for (const QString& id : offered())
            if (wanted == id || wanted.startsWith(id + '-'))
                return id;
    return kEnglish;
}

void Language::use(QApplication& application, const QString& id)
{
    Q_UNUSED(application)
    installed().clear(); // a translator takes itself out
    currentId() = isKnown(id) ? id : kEnglish;
    installFile("epsilonlab_en"); // plural forms; also where another language lacks a text
    if (current() == kChinese) {
        installFile("qtbase_zh_CN"); // buttons of Qt's own dialogs
        installFile("epsilonlab_zh_CN");
    } else if (current() == kPseudo) {
        install(std::make_unique<PseudoTranslator>());
    }
}

QString Language::current()
{
    return currentId();
}

bool Language::isSource()
{
    return current() == kEnglish;
}

QString withoutMnemonic(QString title)
{
    static const QRegularExpression inBrackets(QStringLiteral("\\(&.\\)"));
    return title.remove(inBrackets).remove('&');
}

} // namespace epsilonlab::ui
