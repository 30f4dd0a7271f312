// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/train_run.h"

#include "api/error.h"
#include "api/export.h"
#include "data/file_io.h"
#include "models/model_file.h"
#include "training/run_description.h"

namespace epsilonlab {

TrainReport TrainRun::report()
{
    TrainReport report = trainedReport(m_request, m_all, m_trainer);
    report.threads = m_context.pool.workers();
    report.seconds = seconds();
    report.imagesPerSecond = static_cast<double>(m_imagesTrained)
        / std::chrono::duration<double>(Clock::now() - m_begin).count();
    report.isComplete = !m_isStopped;
    return report;
}

void TrainRun::keepModel(TrainReport& done)
{
    const Model last = model();
    const std::string bytes = modelBytes(last);
    done.isKept = m_directory.writeModel(bytes);
    done.model = m_context.models.publish(last);
    if (!done.isKept)
        return;
    done.model.path = (m_request.runDirectory / "model.safetensors").string();
    done.model.sha256 = sha256Hex(bytes);
}

/// After everything is kept: a data set without a test part costs these numbers and nothing else.
void TrainRun::measureOnTestImages(const Network& network, TrainReport& done)
{
    try {
        measureTestImages(m_context, network, done);
    } catch (const Error& error) {
        m_context.post(EventWarning{m_context.id,
            {"no-test-images",
                "The network is trained and kept, but it was not measured on test images: "
                    + error.message()}});
    }
}

/// Only what is on the disk counts as the end of a run: one whose last files could not be written can be
/// resumed.
void TrainRun::flagEnd(bool isKept)
{
    const std::string folder = m_request.runDirectory.string();
    if (!isKept && m_directory.isAsked() && !m_directory.exists())
        m_context.post(EventWarning{m_context.id,
            {"not-kept",
                "Nothing of this run could be written to " + folder
                    + ". Choose a folder you may write to and train again."}});
    else if (!isKept && m_directory.isAsked())
        m_context.post(EventWarning{m_context.id,
            {"not-kept",
                "The trained network could not be written to " + folder
                    + "; the disk may be full. Make room and resume the run: what was written before is still there."}});
    else if (!m_isStopped)
        flag("finished", "The run is finished.");
    else if (m_control.isEnded())
        flag("stopped", "The run was stopped; what it had learned was kept.");
}

// Whole sentences, because each is translated as one.
std::string TrainRun::nanMessage(double lr) const
{
    const std::string step = std::to_string(m_trainer.step()), rate = parameterText(lr);
    if (m_saved.metrics.empty())
        return "The loss became NaN or infinite at step " + step + ". A learning rate of " + rate
            + " is probably too high. No epoch was whole, so there is nothing to keep. Start again with a smaller one.";
    if (m_best.network() != nullptr)
        return "The loss became NaN or infinite at step " + step + ". A learning rate of " + rate
            + " is probably too high; the weights of epoch " + std::to_string(m_saved.bestEpoch)
            + ", the best under PGD-10, were kept. Start again with a smaller one.";
    if (m_saved.step % m_trainer.stepsPerEpoch() != 0)
        return "The loss became NaN or infinite at step " + step + ". A learning rate of " + rate
            + " is probably too high; the weights from which the run went on were kept. Start again with a smaller one.";
    return "The loss became NaN or infinite at step " + step + ". A learning rate of " + rate
        + " is probably too high; the weights of the last whole epoch were kept. Start again with a smaller one.";
}

/// The last good weights take the place of the broken ones, in memory and on the disk.
void TrainRun::failOnNaN()
{
    const double lr = m_saved.lr > 0.0 ? m_saved.lr : realValue(m_request.recipe, "lr");
    m_saved = RunProgress::from(m_trainer.weights().restore(m_lastGoodState, "the last good state"));
    const std::string message = nanMessage(lr);
    flag("nan", message); // of the step at which it came
    m_trainer.setStep(m_saved.step);
    m_directory.writeState(m_lastGoodState);
    m_isOver = true;
    if (m_best.network() != nullptr) // elsewhere the file of the last whole epoch is the one to keep
        m_directory.writeModel(modelBytes(model()));
    publish();
    throw Error(ErrorCode::Numeric, message);
}

void TrainRun::flagBest()
{
    if (m_isStopped || m_best.network() == nullptr)
        return;
    const std::string best = std::to_string(m_saved.bestEpoch),
                      accuracy = fixedText(m_saved.bestAccuracy * 100.0, 1);
    const std::int64_t epochs = m_trainer.step() / m_trainer.stepsPerEpoch(),
                       all = integerValue(m_request.recipe, "epochs");
    if (epochs < all)
        flag("best-kept",
            "Stopped early after epoch " + std::to_string(epochs) + " of " + std::to_string(all)
                + ". The weights of epoch " + best + " were kept: its PGD-10 accuracy of " + accuracy
                + " % on held-out images is the best.");
    else
        flag("best-kept",
            "The weights of epoch " + best + " were kept: its PGD-10 accuracy of " + accuracy
                + " % on held-out images is the best.");
}

void TrainRun::finish()
{
    TrainReport done = report();
    if (m_isStopped || (m_directory.isAsked() && !m_directory.isWritten()))
        m_directory.writeState(state());
    const Network& kept = m_best.network() != nullptr ? *m_best.network() : m_trainer.weights().measured();
    flagBest();
    m_isOver = true;
    keepModel(done);
    flagEnd(done.isKept);
    m_progress.report(m_trainer.step(), true);
    if (!m_isStopped && m_request.finalEvaluation && !m_all.data->part.empty())
        measureOnTestImages(kept, done);
    m_context.post(ModelPublished{m_context.id, done.model});
    m_context.post(TrainFinished{m_context.id, std::move(done)});
}

} // namespace epsilonlab
