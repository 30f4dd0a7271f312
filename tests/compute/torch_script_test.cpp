// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"
#include "attacks/attack.h"
#include "evaluation/attack_shard.h"
#include "models/model_file.h"
#include "models/script_convert.h"
#include "models/torch_script.h"
#include "models/trust.h"

#include "data/file_io.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/api/module.h>

#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <sstream>
#include <thread>

using namespace epsilonlab;

namespace {

/// A TorchScript file of a linear network with `body` before its answer.
std::string script(const std::string& body, const at::Tensor& weight = at::full({10, 784}, 0.01))
{
    torch::jit::Module module("network");
    module.register_parameter("weight", weight, false);
    module.register_buffer("counter", at::zeros({1}));
    module.define(
        "def forward(self, x):\n" + body + "    return torch.linear(torch.flatten(x, 1), self.weight)\n");
    std::ostringstream out;
    module.save(out);
    return out.str();
}

/// A zip archive with these records, as torch.save and torch.jit.save write them.
std::string archive(const std::vector<std::pair<std::string, std::string>>& records)
{
    std::string bytes;
    {
        caffe2::serialize::PyTorchStreamWriter writer([&bytes](const void* data, std::size_t size) {
            bytes.append(static_cast<const char*>(data), size);
            return size;
        });
        for (const auto& [name, content] : records)
            writer.writeRecord(name, content.data(), content.size());
        writer.writeEndOfFile();
    }
    return bytes;
}

Error refusal(const std::string& bytes)
{
    try {
        static_cast<void>(readTorchScript(bytes, "net.pt"));
    } catch (const Error& error) {
        return error;
    }
    return Error(ErrorCode::Internal, "");
}

Batch digits(std::int64_t n)
{
    return readBatch(openDataset({"sample:test"}), 0, n);
}

const Model& standard()
{
    static const std::vector<ModelPointer> models = shippedModels();
    return *models.front();
}

Model builtIn(const std::string& id)
{
    const Architecture architecture = builtInArchitecture(id);
    ModelInfo info;
    info.name = id;
    return {info, Network(architecture, initialTensors(architecture, 4))};
}

double largest(const at::Tensor& x)
{
    return x.abs().max().item<double>();
}

} // namespace

class TorchScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        at::set_num_threads(1);
        qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit()); // decisions of an earlier run would be
                                                               // remembered
    }
    void codeIsNotRunWithoutADecision();
    void theDecisionIsAboutTheContent();
    void whatIsNotAllowedIsRefusedByName_data();
    void whatIsNotAllowedIsRefusedByName();
    void codeThatRunsOnOpeningIsRefused_data();
    void codeThatRunsOnOpeningIsRefused();
    void whatIsNoSuchNetworkIsExplained_data();
    void whatIsNoSuchNetworkIsExplained();
    void everyCutIsRefused();
    void everyArchitectureComesBack_data();
    void everyArchitectureComesBack();
    void attacksAreTheSame_data();
    void attacksAreTheSame();
    void threadsShareOne();
    void aChainWithOtherOperatorsKeepsItsForm();

private:
    QTemporaryDir m_home;
};

void TorchScriptTest::codeIsNotRunWithoutADecision()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath("net.pt").toStdString();
    writeFileAtomically(path, script(""));
    try {
        static_cast<void>(readModelFile(path));
        QFAIL("opened");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::NeedsTrust);
        QVERIFY(QString::fromStdString(error.message()).contains("code"));
    }
    const ModelPointer model = readModelFile(path, true);
    QVERIFY(!model->info.hasLayers);
    QCOMPARE(model->info.classNames.size(), std::size_t{10});
    QCOMPARE(model->info.parameterCount, 7840);
    QVERIFY(readModelFile(path)->info.sha256 == model->info.sha256); // remembered
}

void TorchScriptTest::theDecisionIsAboutTheContent()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath("net.pt").toStdString();
    writeFileAtomically(path, script("    x = x * 2\n"));
    static_cast<void>(readModelFile(path, true));
    writeFileAtomically(path, script("    x = x * 3\n"));
    QVERIFY_EXCEPTION_THROWN(readModelFile(path), Error);
    // A file that is refused is not remembered as trusted.
    const std::string bad = script("    torch.save(x, 'out')\n");
    writeFileAtomically(path, bad);
    QVERIFY_EXCEPTION_THROWN(readModelFile(path, true), Error);
    QVERIFY(!isTrustedModel(sha256Hex(bad)));
}

void TorchScriptTest::whatIsNotAllowedIsRefusedByName_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("name");
    QTest::newRow("reads a file") << "    x = x + torch.from_file('/etc/hostname', False, 4)[0] * 0\n"
                                  << "aten::from_file";
    QTest::newRow("writes a file") << "    torch.save(x, '/tmp/out')\n"
                                   << "aten::save";
    QTest::newRow("prints") << "    print('hello')\n"
                            << "prim::Print";
    QTest::newRow("draws random numbers") << "    x = x + torch.rand_like(x)\n"
                                          << "aten::rand_like";
    QTest::newRow("seeds the process") << "    torch.manual_seed(1)\n"
                                       << "aten::manual_seed";
    QTest::newRow("in a branch") << "    if bool(x.sum() > 1e9):\n        torch.save(x, 'out')\n"
                                 << "aten::save";
}

void TorchScriptTest::whatIsNotAllowedIsRefusedByName()
{
    QFETCH(QString, body);
    QFETCH(QString, name);
    std::string bytes;
    try {
        bytes = script(body.toStdString());
    } catch (const std::exception& error) {
        qInfo("this libtorch does not compile it: %s", error.what()); // then there is no such file to refuse
        return;
    }
    const Error error = refusal(bytes);
    QVERIFY2(error.code() == ErrorCode::BadFile, error.what());
    QVERIFY2(QString::fromStdString(error.message()).contains(name), error.what());
}

void TorchScriptTest::codeThatRunsOnOpeningIsRefused_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("setstate")
        << "class A(Module):\n  def __setstate__(self, state: int) -> NoneType:\n    return None\n";
    QTest::newRow("classes of the library")
        << "x : __torch__.torch.classes.quantized.LinearPackedParamsBase\n";
}

void TorchScriptTest::codeThatRunsOnOpeningIsRefused()
{
    QFETCH(QString, code);
    const Error error = refusal(
        archive({{"data.pkl", "x"}, {"constants.pkl", "x"}, {"code/__torch__.py", code.toStdString()}}));
    QVERIFY2(QString::fromStdString(error.message()).contains("while it is being opened"), error.what());
}

void TorchScriptTest::whatIsNoSuchNetworkIsExplained_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const std::string& bytes, const QStringList& words) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << words;
    };
    row("a state_dict", archive({{"data.pkl", "x"}, {"data/0", "xxxx"}}), {"torch.save", "torch.jit.script"});
    row("no archive at all", std::string("PK\x03\x04 and then nothing", 22),
        {"not a whole TorchScript file"});
    row("three channels", script("    x = torch.conv2d(x, torch.ones([1, 3, 1, 1]))\n"),
        {"N x 3 x 28 x 28", "N x 1 x 28 x 28"});
    row("flat input", script("    x = torch.linear(x, torch.eye(784))\n"), {"N x 784", "N x 1 x 28 x 28"});
    row("one logit", script("", at::full({1, 784}, 0.1)), {"3 x 1", "2 to 1000"});
    row("NaN", script("", at::full({10, 784}, std::numeric_limits<float>::quiet_NaN())), {"NaN", "weight"});
    row("doubles", script("", at::full({10, 784}, 0.1, at::kDouble)), {"Double", "Float"});
    row("counts its calls", script("    self.counter.add_(1)\n"), {"changes its own", "counter"});
    row("looks at its neighbours", script("    x = x - x.mean() * 50\n"), {"alone", "among others"});
}

void TorchScriptTest::whatIsNoSuchNetworkIsExplained()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, words);
    const Error error = refusal(bytes.toStdString());
    for (const QString& word : words)
        QVERIFY2(QString::fromStdString(error.message()).contains(word),
            (std::string(error.what()) + " | " + error.detail()).c_str());
}

void TorchScriptTest::everyCutIsRefused()
{
    const std::string whole = script("");
    for (std::size_t length = 4; length < whole.size(); length += 499)
        QVERIFY2(!refusal(whole.substr(0, length)).message().empty(), qPrintable(QString::number(length)));
}

void TorchScriptTest::everyArchitectureComesBack_data()
{
    QTest::addColumn<QString>("id");
    for (const Architecture& architecture : builtInArchitectures())
        QTest::addRow("%s", architecture.id.c_str()) << QString::fromStdString(architecture.id);
}

// Layers to TorchScript and back: the same function, and the same list of layers.
void TorchScriptTest::everyArchitectureComesBack()
{
    QFETCH(QString, id);
    const Model model = builtIn(id.toStdString());
    ScriptNetwork scripted = readTorchScript(torchScriptBytes(model), "net.pt");
    QCOMPARE(scripted.parameterCount, model.network.architecture().parameterCount());
    const at::NoGradGuard noGrad;
    const at::Tensor images = digits(8).images;
    const at::Tensor wanted = model.network.logits(images);
    QVERIFY(largest(scripted.network.logits(images) - wanted) < 1e-5);
    const Model opened{model.info, scripted.network};
    const Network layers = layersOf(opened);
    QVERIFY(largest(layers.logits(images) - wanted) < 1e-5);
    // Dropout does nothing in evaluation mode and leaves no trace in the script.
    if (id != "trades")
        QCOMPARE(layers.architecture().layersText(), model.network.architecture().layersText());
}

void TorchScriptTest::attacksAreTheSame_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"fgsm", "pgd", "noise"})
        QTest::addRow("%s", id) << id;
}

void TorchScriptTest::attacksAreTheSame()
{
    QFETCH(QString, id);
    const ScriptNetwork scripted = readTorchScript(torchScriptBytes(standard()), "net.pt");
    const Attack& attack = attackById(id.toStdString());
    ParameterSet given{{"epsilon", 0.1}};
    if (id == "pgd")
        given["steps"] = std::int64_t{5};
    const ParameterSet values = completed(attack.info.parameters, given);
    const Batch batch = digits(32);
    const AttackedShard layers = attackShard({standard().network, attack, values, 1, {}, false}, batch);
    const AttackedShard script = attackShard({scripted.network, attack, values, 1, {}, false}, batch);
    QVERIFY(at::equal(layers.adversarialClass, script.adversarialClass));
    // A gradient that is almost zero may round to the other sign; everything else is the same arithmetic.
    const double different
        = ((layers.adversarial - script.adversarial).abs() > 1e-5).to(at::kDouble).mean().item<double>();
    QVERIFY2(different < 0.005, qPrintable(QString::number(different)));
    QVERIFY(script.gradientEvaluations == layers.gradientEvaluations);
}

void TorchScriptTest::threadsShareOne()
{
    const ScriptNetwork scripted = readTorchScript(torchScriptBytes(standard()), "net.pt");
    const Batch batch = digits(16);
    const Attack& attack = attackById("fgsm");
    const ParameterSet values = defaultsOf(attack.info.parameters);
    const at::Tensor wanted
        = attackShard({scripted.network, attack, values, 1, {}, false}, batch).adversarial;
    std::vector<bool> isSame(4, false);
    std::vector<std::thread> threads;
    std::mutex mutex; // protects isSame: neighbouring bits share a byte
    for (std::size_t t = 0; t < isSame.size(); ++t)
        threads.emplace_back([&, t] {
            at::set_num_threads(1);
            bool good = true;
            for (int round = 0; round < 20; ++round)
                good = good
                    && at::equal(
                        attackShard({scripted.network, attack, values, 1, {}, false}, batch).adversarial,
                        wanted);
            const std::lock_guard lock(mutex);
            isSame[t] = good;
        });
    for (std::thread& thread : threads)
        thread.join();
    QVERIFY(isSame == std::vector<bool>(4, true));
}

void TorchScriptTest::aChainWithOtherOperatorsKeepsItsForm()
{
    ScriptNetwork scripted = readTorchScript(script("    x = torch.sigmoid(x)\n"), "net.pt");
    ModelInfo info;
    info.name = "net";
    info.hasLayers = false;
    const Model model{info, scripted.network};
    try {
        static_cast<void>(layersOf(model));
        QFAIL("converted");
    } catch (const Error& error) {
        QVERIFY2(QString::fromStdString(error.message()).contains("aten::sigmoid"), error.what());
    }
}

QTEST_APPLESS_MAIN(TorchScriptTest)
#include "torch_script_test.moc"
