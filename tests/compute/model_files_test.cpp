// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"
#include "models/model_file.h"
#include "models/safetensors.h"

#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

using namespace epsilonlab;

namespace {

/// A model file on its way to being broken.
struct Draft
{
    std::map<std::string, std::string> metadata{{"format", "epsilonlab-model"}, {"format_version", "1"},
        {"architecture", R"([{"type":"flatten"},{"type":"linear","in":784,"out":3}])"},
        {"input_shape", "[1,28,28]"}, {"classes", R"(["cat","dog","owl"])"}, {"name", "Three"}};
    std::map<std::string, std::vector<std::int64_t>> shapes{{"1.weight", {3, 784}}, {"1.bias", {3}}};
    std::string dtype = "F32";
    float firstWeight = 0.5F;

    // Not by operator=: GCC 12 sees an overflow in the assignment of a literal.
    void set(const char* key, const char* value) { metadata.insert_or_assign(key, std::string(value)); }

    std::string bytes() const
    {
        std::vector<std::string> contents;
        contents.reserve(shapes.size()); // views point into them
        std::vector<std::pair<std::string, SafeTensor>> tensors;
        for (const auto& [name, shape] : shapes) {
            std::int64_t count = 1;
            for (const std::int64_t side : shape)
                count *= side;
            std::string content(static_cast<std::size_t>(count) * (dtype == "F64" ? 8 : 4), '\0');
            std::memcpy(content.data(), &firstWeight, sizeof(float));
            contents.push_back(std::move(content));
            tensors.emplace_back(name, SafeTensor{dtype, shape, contents.back()});
        }
        return safeTensorsBytes(tensors, metadata);
    }
};

using Change = std::function<void(Draft&)>;

std::string refusal(const std::string& bytes)
{
    try {
        static_cast<void>(parseModel(bytes, "net.safetensors"));
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(Change)

class ModelFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyNumberOfClassesOpens();
    void aBrokenFileIsRefusedWithExpectedAndFound_data();
    void aBrokenFileIsRefusedWithExpectedAndFound();
    void everyCutIsRefused();
    void whatIsWrittenReadsBack();
};

void ModelFilesTest::anyNumberOfClassesOpens()
{
    Draft draft;
    const ModelPointer model = parseModel(draft.bytes(), "net.safetensors");
    QCOMPARE(model->info.classNames, (std::vector<std::string>{"cat", "dog", "owl"}));
    QCOMPARE(model->network.architecture().classes, 3);
    QVERIFY(model->info.hasLayers);
    draft.set("architecture", R"([{"type":"flatten"},{"type":"linear","in":784,"out":26}])");
    draft.metadata.erase("classes");
    draft.shapes = {{"1.weight", {26, 784}}, {"1.bias", {26}}};
    QCOMPARE(parseModel(draft.bytes(), "net.safetensors")->info.classNames.back(), std::string("25"));
}

void ModelFilesTest::aBrokenFileIsRefusedWithExpectedAndFound_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, Change change, const QStringList& words) {
        QTest::newRow(name) << change << words;
    };
    row("not ours", [](Draft& d) { d.metadata.clear(); }, {"metadata", "epsilonlab-model"});
    row("newer version", [](Draft& d) { d.set("format_version", "9"); }, {"\"9\"", "version 1"});
    row("colour images", [](Draft& d) { d.set("input_shape", "[3,32,32]"); }, {"[3,32,32]", "[1,28,28]"});
    row("no list of layers", [](Draft& d) { d.metadata.erase("architecture"); }, {"architecture", "missing"});
    row("unknown layer", [](Draft& d) { d.set("architecture", R"([{"type":"lstm"}])"); },
        {"lstm", "known are", "conv2d"});
    row("layers that do not fit",
        [](Draft& d) { d.set("architecture", R"([{"type":"flatten"},{"type":"linear","in":700,"out":3}])"); },
        {"700", "784"});
    row("no flatten", [](Draft& d) { d.set("architecture", R"([{"type":"linear","in":784,"out":3}])"); },
        {"flatten"});
    row("one logit",
        [](Draft& d) {
            d.set("architecture", R"([{"type":"flatten"},{"type":"linear","in":784,"out":1}])");
            d.shapes = {{"1.weight", {1, 784}}, {"1.bias", {1}}};
        },
        {"2 to 1000", "1 x 1 x 1"});
    row("wrong shape", [](Draft& d) { d.shapes["1.weight"] = {3, 700}; }, {"1.weight", "3x784", "3x700"});
    row("missing tensor", [](Draft& d) { d.shapes.erase("1.bias"); }, {"1.bias", "missing"});
    row("tensor too many", [](Draft& d) { d.shapes["5.weight"] = {2}; }, {"5.weight", "no layer"});
    row("doubles", [](Draft& d) { d.dtype = "F64"; }, {"F64", "F32"});
    row("NaN", [](Draft& d) { d.firstWeight = std::numeric_limits<float>::quiet_NaN(); }, {"NaN"});
    row("infinity", [](Draft& d) { d.firstWeight = std::numeric_limits<float>::infinity(); }, {"infinite"});
    row("names for other classes", [](Draft& d) { d.set("classes", R"(["cat"])"); }, {"classes", "3"});
}

void ModelFilesTest::aBrokenFileIsRefusedWithExpectedAndFound()
{
    QFETCH(Change, change);
    QFETCH(QStringList, words);
    Draft draft;
    change(draft);
    const QString sentence = QString::fromStdString(refusal(draft.bytes()));
    for (const QString& word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
    QVERIFY2(sentence.endsWith('.') && sentence.contains("net.safetensors"), qPrintable(sentence));
}

void ModelFilesTest::everyCutIsRefused()
{
    const std::string whole = Draft().bytes();
    for (std::size_t length = 0; length < whole.size(); length += length < 1000 ? 1 : 997)
        QVERIFY2(!refusal(whole.substr(0, length)).empty(), qPrintable(QString::number(length)));
}

void ModelFilesTest::whatIsWrittenReadsBack()
{
    const ModelPointer model = parseModel(Draft().bytes(), "net.safetensors");
    const ModelPointer again = parseModel(modelBytes(*model), "net.safetensors");
    QCOMPARE(again->info.classNames, model->info.classNames);
    QCOMPARE(again->info.name, model->info.name);
    for (std::size_t i = 0; i < model->network.tensors().size(); ++i)
        QVERIFY(at::equal(again->network.tensors()[i], model->network.tensors()[i]));
}

QTEST_APPLESS_MAIN(ModelFilesTest)
#include "model_files_test.moc"
