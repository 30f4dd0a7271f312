// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "common_options.h"
#include "interrupt.h"
#include "output.h"
#include "progress_line.h"

#include "api/data.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace epsilonlab {

namespace {
class DatasetsCommand : public Command
{
public:
    explicit DatasetsCommand(CLI::App& program)
        : Command(program, "datasets", "List the data sets, or download one")
    {
        app().require_subcommand(1);
        m_list = app().add_subcommand("list", "The data sets, where they are and what is missing");
        m_fetch = app().add_subcommand("fetch", "Download a data set, check it and install it");
        m_fetch->add_option("name", m_name, "mnist or fashion-mnist")->required()->type_name("NAME");
        m_fetch->add_option("--from", m_from, "Folder or URL of a mirror")->type_name("DIR|URL");
        for (CLI::App* command : {m_list, m_fetch})
            m_options.addQuietTo(*command);
    }

    ExitCode run() override
    {
        if (m_fetch->parsed())
            return fetch();
        std::vector<std::vector<std::string>> rows = {{"name", "training", "test", "where"}};
        for (const DatasetInfo& info : datasets::list())
            rows.push_back({info.id, info.isAvailable ? std::to_string(info.trainCount) : "-",
                info.isAvailable ? std::to_string(info.testCount) : "-",
                info.isAvailable ? info.location : info.reason});
        writeResult("-", alignedTable(rows));
        return ExitCode::Done;
    }

private:
    ExitCode fetch()
    {
        watchForInterrupts();
        ProgressLine line(m_options.isQuiet);
        std::stop_source stop;
        const auto begin = std::chrono::steady_clock::now();
        datasets::FetchOptions options;
        options.from = m_from;
        options.stop = stop.get_token();
        options.progress = [&](std::int64_t done, std::int64_t total) {
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
            line.show({0, done, total, "bytes", passed.count()});
        };
        const std::jthread watch([&stop](const std::stop_token& over) { passOnInterrupts(stop, over); });
        try {
            datasets::fetch(m_name, options);
        } catch (const Error&) {
            if (!stop.stop_requested())
                throw;
            line.note("Stopped. The same command goes on where the download was left.");
            return ExitCode::Interrupted;
        }
        line.note("The data set " + m_name + " is installed.");
        return ExitCode::Done;
    }

    /// A thread of its own: a server that is silent calls nobody back.
    static void passOnInterrupts(std::stop_source& stop, const std::stop_token& over)
    {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!over.stop_requested() && !stop.stop_requested()) {
            if (isInterrupted())
                stop.request_stop();
            never.wait_for(lock, over, std::chrono::milliseconds(50), [] { return false; });
        }
    }

    CLI::App* m_list = nullptr;
    CLI::App* m_fetch = nullptr;
    std::string m_name, m_from;
    CommonOptions m_options;
};
}

std::unique_ptr<Command> makeDatasetsCommand(CLI::App& program)
{
    return std::make_unique<DatasetsCommand>(program);
}

} // namespace epsilonlab
