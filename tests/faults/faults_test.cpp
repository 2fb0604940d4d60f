// SPDX-License-Identifier: Apache-2.0
// Whole runs in which one call to the operating system fails: the n-th read, write, rename ...,
// once or from then on. After each fault: either the same bytes as without it, or an input that is
// named as unreadable, or an error with its remedy; no file under a final name that is not whole;
// and the same command run again gives the right bytes.
//
// Of each kind of call the first, the last and one between are failed; with GALLEY_FAULTS=all in
// the environment (tools/nightly) every one, with GALLEY_FAULTS=few only the one between.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <set>

#include "base/try.h"
#include "pipeline/corpus_run.h"
#include "tests/support/compress.h"
#include "tests/support/effort.h"
#include "tests/support/faulty_os.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

using Call = FaultyOs::Call;
using Lasting = FaultyOs::Lasting;
constexpr int kShort = 0;  // FaultyOs: one byte at a time

struct Kind {
  const char* name;
  Call call;
  std::vector<int> error_numbers;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kinds = {
      {"open", Call::kOpen, {EMFILE, EIO, EINTR}},
      {"close", Call::kClose, {EIO, EINTR}},
      {"read", Call::kRead, {EIO, EINTR, kShort}},
      {"pread", Call::kPread, {EIO, EINTR, kShort}},
      {"write", Call::kWrite, {ENOSPC, EIO, EINTR, kShort}},
      {"lseek", Call::kLseek, {EIO}},
      {"fsync", Call::kFsync, {ENOSPC, EIO, EINTR}},
      {"ftruncate", Call::kFtruncate, {ENOSPC, EIO}},
      {"fstat", Call::kFstat, {EIO, ENOMEM}},
      {"stat", Call::kStat, {EIO, EACCES}},
      {"lstat", Call::kLstat, {EIO, ENOMEM}},
      {"readlink", Call::kReadlink, {EIO, EACCES}},
      {"rename", Call::kRename, {ENOSPC, EIO}},
      {"unlink", Call::kUnlink, {EIO, EROFS}},
      {"mkdir", Call::kMkdir, {ENOSPC, EROFS}},
      {"rmdir", Call::kRmdir, {EIO}},
      {"flock", Call::kFlock, {EINTR, EIO}},
      {"statvfs", Call::kStatvfs, {EIO, EINTR}},
      {"opendir", Call::kOpendir, {EMFILE, EACCES}},
      {"readdir", Call::kReaddir, {EIO}},
  };
  return kinds;
}

// Which of `calls` calls to fail.
std::set<std::uint64_t> chosen(std::uint64_t calls) {
  if (calls == 0) return {};
  if (effort() == Effort::kFew) return {calls / 2};
  if (effort() == Effort::kSome) return {0, calls / 2, calls - 1};
  std::set<std::uint64_t> all;
  for (std::uint64_t number = 0; number < calls; ++number) all.insert(number);
  return all;
}

// What a run told besides its answer.
struct Told {
  std::uint64_t issues = 0;
  RunMonitor monitor;
  Told() {
    monitor.on_issue = [this](const Issue& issue) {
      ++issues;
      EXPECT_FALSE(issue.error.what.empty());
      EXPECT_FALSE(issue.error.remedy.empty()) << to_string(issue.error);
    };
  }
};

class Faults : public testing::TestWithParam<Kind> {
 protected:
  Faults() {
    DumpMaker maker(11);
    folder_.write("a.txt", maker.page(4));
    folder_.write("b.jsonl", maker.records(4, 2));
    folder_.write("c.txt.gz", compressed(Compression::kGzip, maker.page(3)));
    make_folders(folder_ / "d").value();
    folder_.write("d/e.txt.zst", compressed(Compression::kZstd, maker.page(3)));
  }
  ~Faults() override { std::cout << "faults injected: " << injected_ << std::endl; }

  [[nodiscard]] RunOptions options() const {
    RunOptions options =
        run_options({folder_ / "a.txt", folder_ / "b.jsonl", folder_ / "c.txt.gz", folder_ / "d"},
                    folder_ / "out");
    options.threads = 1;                             // so that the n-th call is always the same
    options.memory_bytes = std::uint64_t{64} << 20;  // more takes longer to clear than to use
    options.split_bytes = 2048;
    options.group_bytes = 2048;
    options.removed_text = RemovedTexts::kKeep;
    return options;
  }

  [[nodiscard]] RunOptions reading() const {
    RunOptions options = run_options({folder_ / "out"}, "");
    options.temp = folder_.path();  // what a failed call leaves there goes with it
    return options;
  }

  // Calls run(fault) for each fault of this test's kind.
  template <class Run>
  void for_each_fault(const Run& run) {
    for (const int error_number : GetParam().error_numbers) {
      for (const Lasting lasting : {Lasting::kOnce, Lasting::kForGood}) {
        // A call that is interrupted for ever never ends, and need not.
        if (error_number == EINTR && lasting == Lasting::kForGood) continue;
        const std::uint64_t calls =
            run(FaultyOs::Fault{GetParam().call, UINT64_MAX, error_number, lasting});
        for (const std::uint64_t number : chosen(calls)) {
          SCOPED_TRACE(testing::Message()
                       << "call " << number << " of " << calls << ", errno " << error_number
                       << (lasting == Lasting::kOnce ? ", once" : ", for good"));
          run(FaultyOs::Fault{GetParam().call, number, error_number, lasting});
          ++injected_;
          if (HasFailure()) return;
        }
      }
    }
  }

  // One run of clean or dedup under the fault, and then one without. Returns the calls made.
  template <class Command>
  std::uint64_t try_corpus(const RunOptions& options, const Command& command,
                           const Contents& expected, const FaultyOs::Fault& fault) {
    EXPECT_TRUE(remove_tree(options.output));
    FaultyOs faulty(fault);
    Told told;
    Result<RunSummary> summary;
    {
      const ScopedOs scoped(faulty);
      summary = command(options, told.monitor);
    }
    const bool must_not_matter = fault.error_number == EINTR || fault.error_number == kShort;
    if (must_not_matter) {
      EXPECT_TRUE(summary) << to_string(summary.error());
      EXPECT_EQ(told.issues, 0u);
    }
    check_output(options, summary, told, expected);

    RunOptions again = options;
    // An input that could not be read and now can is another input: then the run begins anew.
    again.existing = told.issues > 0 ? Existing::kOverwrite : Existing::kResume;
    const Result<RunSummary> rerun = command(again, {});
    EXPECT_TRUE(rerun) << to_string(rerun.error());
    EXPECT_EQ(difference_of(contents_of(options.output), expected), "");
    return faulty.calls();
  }

  void check_output(const RunOptions& options, const Result<RunSummary>& summary, const Told& told,
                    const Contents& expected) const {
    if (summary) {
      if (told.issues > 0) {
        EXPECT_EQ(faults_in(options.output), std::vector<std::string>());
      } else {
        EXPECT_EQ(difference_of(contents_of(options.output), expected), "");
      }
      return;
    }
    const Error& error = summary.error();
    EXPECT_FALSE(error.where.empty()) << to_string(error);
    EXPECT_FALSE(error.what.empty()) << to_string(error);
    EXPECT_FALSE(error.remedy.empty()) << to_string(error);
    EXPECT_NE(error.code, ErrorCode::kUsage) << to_string(error);
    if (told.issues > 0 || !path_exists(options.output)) return;
    for (const std::string& name : names_in(options.output)) {
      if (name == ".galley" || name == "run.json") continue;
      const auto whole = expected.find(name);
      EXPECT_TRUE(whole != expected.end() && !name.ends_with(".galley-part")) << name;
      if (whole == expected.end()) continue;
      EXPECT_EQ(folder_.read("out/" + name), whole->second) << name << " is not whole";
    }
  }

  TempFolder folder_;
  std::uint64_t injected_ = 0;
};

TEST_P(Faults, OfCleanInMemory) {
  clean_well(options());
  const Contents expected = contents_of(folder_ / "out");
  for_each_fault(
      [&](const FaultyOs::Fault& fault) { return try_corpus(options(), clean, expected, fault); });
}

TEST_P(Faults, OfCleanThatSpills) {
  RunOptions options = this->options();
  options.memory_bytes = kNoMemory;
  clean_well(options);
  const Contents expected = contents_of(folder_ / "out");
  for_each_fault(
      [&](const FaultyOs::Fault& fault) { return try_corpus(options, clean, expected, fault); });
}

// All that a cluster does, one task after another.
Result<RunSummary> clean_in_steps(const RunOptions& options, const RunMonitor& monitor) {
  GALLEY_ASSIGN(const PlannedStages planned, plan_stages(options, {}, 2, monitor));
  if (planned.state == PlannedStages::State::kFinished) return RunSummary();
  for (const ClusterStage stage : kStagesInOrder) {
    const Result<StageOutcome> outcome = run_stage(stage, options, {}, monitor);
    if (!outcome) return std::unexpected(outcome.error());
  }
  return RunSummary();
}

TEST_P(Faults, OfCleanInSteps) {
  clean_well(options());
  const Contents expected = contents_of(folder_ / "out");
  for_each_fault([&](const FaultyOs::Fault& fault) {
    return try_corpus(options(), clean_in_steps, expected, fault);
  });
}

TEST_P(Faults, OfDedup) {
  dedup_well(options());
  const Contents expected = contents_of(folder_ / "out");
  for_each_fault(
      [&](const FaultyOs::Fault& fault) { return try_corpus(options(), dedup, expected, fault); });
}

// The second of two runs with one index: it ends up in the index once, whatever happened before.
TEST_P(Faults, OfDedupWithIndex) {
  RunOptions first = options();
  first.inputs = {folder_ / "a.txt", folder_ / "d"};
  first.output = folder_ / "first";
  first.index = folder_ / "index";
  dedup_well(first);
  const Contents before = contents_of(first.index);
  RunOptions second = options();
  second.index = first.index;
  dedup_well(second);
  const Contents expected = contents_of(second.output);
  const Contents after = contents_of(second.index);
  for_each_fault([&](const FaultyOs::Fault& fault) {
    const auto restore_index = [&] {
      EXPECT_TRUE(remove_tree(second.index));
      EXPECT_TRUE(make_folders(second.index));
      for (const auto& [name, bytes] : before) folder_.write("index/" + name, bytes);
    };
    restore_index();
    const auto command = [&](const RunOptions& options, const RunMonitor& monitor) {
      Result<RunSummary> summary = dedup(options, monitor);
      // A run that was done without one of its inputs has added what it had, and whoever has the
      // input again begins with the index as it was.
      if (summary && !summary->unreadable.empty()) restore_index();
      return summary;
    };
    const std::uint64_t calls = try_corpus(second, command, expected, fault);
    EXPECT_EQ(difference_of(contents_of(second.index), after), "");
    EXPECT_EQ(faults_in(second.index), std::vector<std::string>());
    return calls;
  });
}

TEST_P(Faults, OfRepair) {
  RunOptions options = this->options();
  options.output.clear();
  options.edits = folder_ / "edits";
  const std::string expected = repair_well(options, RepairedFormat::kJsonl);
  const std::string expected_edits = folder_.read("edits");
  for_each_fault([&](const FaultyOs::Fault& fault) {
    folder_.write("edits", "what was there before");
    FaultyOs faulty(fault);
    Told told;
    std::string written;
    Result<RunSummary> summary;
    {
      const ScopedOs scoped(faulty);
      summary = repair(options, RepairedFormat::kJsonl, told.monitor, [&](std::string_view bytes) {
        written += bytes;
        return Status();
      });
    }
    if (!summary) {
      EXPECT_FALSE(summary.error().remedy.empty());
    } else if (told.issues == 0) {
      EXPECT_EQ(written, expected);
      EXPECT_EQ(folder_.read("edits"), expected_edits);
    }
    const std::string edits = folder_.read("edits");
    EXPECT_TRUE(edits == "what was there before" || edits == expected_edits || told.issues > 0);
    EXPECT_FALSE(path_exists(folder_ / "edits.galley-part"));
    return faulty.calls();
  });
}

TEST_P(Faults, OfLearn) {
  RunOptions options = this->options();
  options.output = folder_ / "link";  // the target is written
  options.temp = folder_.path();
  ASSERT_EQ(symlink("profile", options.output.c_str()), 0);
  ASSERT_TRUE(learn(options, {}));
  const std::string expected = folder_.read("profile");
  for_each_fault([&](const FaultyOs::Fault& fault) {
    folder_.write("profile", "what was there before");
    FaultyOs faulty(fault);
    Told told;
    Result<RunSummary> summary;
    {
      const ScopedOs scoped(faulty);
      summary = learn(options, told.monitor);
    }
    const std::string found = folder_.read("profile");
    if (summary) {
      EXPECT_TRUE(found == expected || told.issues > 0);
    } else {
      EXPECT_FALSE(summary.error().remedy.empty());
      EXPECT_TRUE(found == "what was there before" || found == expected || told.issues > 0);
    }
    EXPECT_FALSE(path_exists(folder_ / "profile.galley-part"));
    return faulty.calls();
  });
}

TEST_P(Faults, OfVerifyAndRestore) {
  clean_well(options());
  const RunOptions reading = this->reading();
  std::string expected;
  const auto sink = [](std::string& text) {
    return [&text](std::string_view bytes) {
      text += bytes;
      return Status();
    };
  };
  ASSERT_TRUE(restore(reading, {}, sink(expected)));
  for_each_fault([&](const FaultyOs::Fault& fault) {
    FaultyOs faulty(fault);
    const ScopedOs scoped(faulty);
    const Result<Verification> found = verify(reading, {});
    const bool must_not_matter = fault.error_number == EINTR || fault.error_number == kShort;
    if (!found) {
      EXPECT_FALSE(found.error().remedy.empty());
    } else {
      EXPECT_TRUE(found->faults.empty() || faulty.struck() > 0);
    }
    EXPECT_TRUE(!must_not_matter || (found && found->faults.empty()));
    std::string restored;
    const Status status = restore(reading, {}, sink(restored));
    if (status) {
      EXPECT_EQ(restored, expected);
    } else {
      EXPECT_FALSE(status.error().remedy.empty());
      EXPECT_TRUE(expected.starts_with(restored));
    }
    return faulty.calls();
  });
}

// A report does without run.json and without the sources, and says so; never without the corpus.
TEST_P(Faults, OfReport) {
  clean_well(options());
  const RunOptions reading = this->reading();
  ASSERT_TRUE(report(reading, {}));
  const std::string expected = folder_.read("out/report.html");
  for_each_fault([&](const FaultyOs::Fault& fault) {
    EXPECT_TRUE(remove_file(folder_ / "out/report.html"));
    std::uint64_t calls = 0;
    bool is_written = false;
    {
      FaultyOs faulty(fault);
      const ScopedOs scoped(faulty);
      const Result<ReportFile> written = report(reading, {});
      if (!written) {
        EXPECT_FALSE(written.error().remedy.empty());
      }
      is_written = written.has_value();
      calls = faulty.calls();
    }
    EXPECT_FALSE(path_exists(folder_ / "out/report.html.galley-part"));
    if (is_written) {
      EXPECT_TRUE(folder_.read("out/report.html").ends_with("</html>\n"));
    }
    const bool must_not_matter = fault.error_number == EINTR || fault.error_number == kShort;
    if (must_not_matter) {
      EXPECT_TRUE(is_written);
      EXPECT_EQ(folder_.read("out/report.html"), expected);
    }
    return calls;
  });
}

INSTANTIATE_TEST_SUITE_P(Every, Faults, testing::ValuesIn(kinds()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace galley
