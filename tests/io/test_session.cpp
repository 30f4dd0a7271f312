// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/session.h"

#include "api/catalogue.h"

#include <QTest>

using namespace epsilonlab;

/// What a session file holds comes back as it was; broken files are in test_broken.
class SessionFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void bytesStayBytes();
};

namespace {

Session sessionWith(const std::string& attackId, float pixel)
{
    Session session;
    session.modelA = {"standard", "Standard", "", std::string(64, '1')};
    session.modelB = {"file:/a \"b\"\xff/c.safetensors", "Own", "/a/c.safetensors", std::string(64, '2')};
    session.isComparing = false;
    session.dataset.text = "mnist:test[10:20]";
    session.position = 3;
    session.sample = {{std::vector<float>(kImagePixels, pixel)}, -1, 13};
    session.attack.attackId = attackId;
    session.attack.values = defaultsOf(catalogue::attack(attackId).parameters);
    session.attack.seed = 9007199254740992ULL;
    session.epsilon = 38.0 / 255.0;
    session.view = {"attack", true, true, false};
    return session;
}

} // namespace

void SessionFileTest::comesBack_data()
{
    QTest::addColumn<QString>("attack");
    for (const AttackInfo& info : catalogue::attacks())
        QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
}

void SessionFileTest::comesBack()
{
    QFETCH(QString, attack);
    for (const float pixel : {0.0F, 1.0F, 37.0F / 255.0F, 0.1F, 1.0F / 3.0F}) {
        Session session = sessionWith(attack.toStdString(), pixel);
        session.modelB.id = "file:/a/c.safetensors";
        const Session again = sessions::fromJson(sessions::toJson(session), "here");
        QVERIFY(again.showsSame(session));
        QVERIFY(again.view == session.view);
    }
}

void SessionFileTest::bytesStayBytes()
{
    const std::string bytes = sessions::toJson(sessionWith("fgsm", 37.0F / 255.0F));
    QVERIFY(bytes.find("\"pixel_max\":255,\"pixels\":[37,37,") != std::string::npos);
    QVERIFY(
        sessions::toJson(sessionWith("fgsm", 0.1F)).find("\"pixel_max\":1,") != std::string::npos); // bytes
                                                                                                    // that
                                                                                                    // are no
                                                                                                    // UTF-8
                                                                                                    // do not
                                                                                                    // throw
}

QTEST_GUILESS_MAIN(SessionFileTest)
#include "test_session.moc"
