// SPDX-License-Identifier: Apache-2.0
// Every file that the steps of a run leave for one another, cut and flipped at random places: the
// steps behind it, and a run that goes on with --resume, say so or do the work anew; what comes out
// in the end is what came out of the sound files.
//
// Some cuts and flips of each file are tried; with GALLEY_FAULTS=all every cut and 200 flips.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <numeric>
#include <random>

#include "galley/stages.h"
#include "tests/support/effort.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

// kFinish comes behind the last of them.
constexpr std::size_t kSteps = std::size(kStagesInOrder) + 1;
ClusterStage step_at(std::size_t step) {
  return step + 1 == kSteps ? ClusterStage::kFinish : kStagesInOrder[step];
}

// What lies in a folder and below it, by path; folders end in a slash.
using Tree = std::map<std::string, std::string>;

void read_tree(const std::string& folder, const std::string& prefix, Tree& tree) {
  for (const std::string& name : names_in(folder)) {
    const std::string path = join_path(folder, name);
    struct stat status{};
    ASSERT_EQ(lstat(path.c_str(), &status), 0) << path;
    if (S_ISDIR(status.st_mode)) {
      tree[prefix + name + "/"];
      read_tree(path, prefix + name + "/", tree);
    } else {
      tree[prefix + name] = *read_file(path, std::uint64_t{1} << 28);
    }
  }
}

class StageDamage : public testing::TestWithParam<DedupPreset> {
 protected:
  StageDamage() {
    DumpMaker(5).write(folder_ / "dump", 5);
    clean_well(options("whole"));
    expected_ = contents_of(folder_ / "whole");
  }
  ~StageDamage() override {
    std::cout << "cuts and flips: " << tried_ << ", reported " << reported_ << std::endl;
  }

  [[nodiscard]] RunOptions options(std::string_view output) const {
    RunOptions options = run_options({folder_ / "dump"}, folder_ / output);
    options.dedup.preset = GetParam();
    options.removed_text = RemovedTexts::kKeep;
    options.split_bytes = 8192;
    options.group_bytes = 1500;
    options.threads = 1;
    return options;
  }

  [[nodiscard]] Tree tree() const {
    Tree tree;
    read_tree(folder_ / "steps", "", tree);
    return tree;
  }
  void put_back(const Tree& tree) const {
    ASSERT_TRUE(remove_tree(folder_ / "steps"));
    ASSERT_TRUE(make_folders(folder_ / "steps"));
    for (const auto& [name, bytes] : tree) {
      if (name.ends_with('/')) {
        ASSERT_TRUE(make_folders(folder_ / ("steps/" + name)));
      } else {
        folder_.write("steps/" + name, bytes);
      }
    }
  }

  static void expect_told(const Error& error) {
    EXPECT_FALSE(error.where.empty());
    EXPECT_FALSE(error.what.empty());
    EXPECT_FALSE(error.remedy.empty());
  }
  void expect_the_same() const {
    EXPECT_EQ(difference_of(contents_of(folder_ / "steps"), expected_), "");
  }

  // All tasks of a step. Emitting without naming them would finish the run as well.
  [[nodiscard]] Result<StageOutcome> run_step(std::size_t step, const RunOptions& steps) const {
    return run_stage(
        step_at(step), steps,
        step_at(step) == ClusterStage::kEmit ? emit_tasks_ : std::vector<std::uint32_t>(), {});
  }
  // The steps behind `done`. Whether they came through.
  [[nodiscard]] bool go_on(std::size_t done) {
    const RunOptions steps = options("steps");
    for (std::size_t step = done; step < kSteps; ++step) {
      const Result<StageOutcome> outcome = run_step(step, steps);
      if (outcome) continue;
      expect_told(outcome.error());
      told_ = to_string(outcome.error());
      return false;
    }
    expect_the_same();
    return true;
  }
  // The same in one run; what is damaged is done anew, or the run says that it cannot be.
  [[nodiscard]] bool resume() {
    RunOptions steps = options("steps");
    steps.existing = Existing::kResume;
    const Result<RunSummary> summary = clean(steps, {});
    if (!summary) {
      expect_told(summary.error());
      told_ = to_string(summary.error());
      return false;
    }
    expect_the_same();
    return true;
  }

  // Calls go_on(), which says whether all came through, after each damage to a file of `sound`.
  template <class GoOn>
  void damage_each(const Tree& before, const Tree& sound, const GoOn& go_on) {
    const bool all = effort() == Effort::kAll;
    for (const auto& [name, bytes] : sound) {
      const auto earlier = before.find(name);
      if (bytes.empty() || (earlier != before.end() && earlier->second == bytes)) continue;
      const auto try_one = [&](const std::string& damaged, const std::string& how) {
        SCOPED_TRACE(name + " " + how);
        put_back(sound);
        folder_.write("steps/" + name, damaged);
        ++tried_;
        if (!go_on()) ++reported_;
      };
      const std::size_t step = all ? 1 : bytes.size() / 2 + 1;
      for (std::size_t size = 0; size < bytes.size() && !HasFailure(); size += step) {
        try_one(bytes.substr(0, size), "cut at " + std::to_string(size));
      }
      std::mt19937_64 random(bytes.size());
      for (int flip = 0; flip < (all ? 200 : 2) && !HasFailure(); ++flip) {
        std::string damaged = bytes;
        const std::size_t at = random() % bytes.size();
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
        try_one(damaged, "flipped at " + std::to_string(at));
      }
    }
  }

  // Plans, and calls check(done, before, after) after each step.
  template <class Check>
  void step_by_step(const Check& check) {
    const RunOptions steps = options("steps");
    const Result<PlannedStages> planned = plan_stages(steps, {"word"}, 2, {});
    ASSERT_TRUE(planned);
    EXPECT_GT(planned->tasks.map, 1u);
    emit_tasks_.resize(planned->tasks.emit);
    std::iota(emit_tasks_.begin(), emit_tasks_.end(), 0u);
    Tree before;
    for (std::size_t done = 0; done < kSteps; ++done) {
      const Tree after = tree();
      check(done, before, after);
      if (HasFatalFailure()) return;
      put_back(after);
      ASSERT_TRUE(run_step(done, steps));
      before = after;
    }
  }

  const TempFolder folder_;
  Contents expected_;
  std::vector<std::uint32_t> emit_tasks_;
  std::string told_;  // by the last that did not come through
  std::uint64_t tried_ = 0, reported_ = 0;
};

TEST_P(StageDamage, IsSeenByTheStepsBehind) {
  step_by_step([&](std::size_t done, const Tree& before, const Tree& after) {
    put_back(after);
    ASSERT_TRUE(go_on(done)) << told_;
    damage_each(before, after, [&] { return go_on(done); });
  });
  EXPECT_GT(tried_, 100u);
}

TEST_P(StageDamage, IsSeenByARunThatGoesOn) {
  step_by_step([&](std::size_t, const Tree& before, const Tree& after) {
    put_back(after);
    ASSERT_TRUE(resume()) << told_;
    damage_each(before, after, [&] { return resume(); });
  });
  EXPECT_GT(tried_, 100u);
}

INSTANTIATE_TEST_SUITE_P(Presets, StageDamage,
                         testing::Values(DedupPreset::kDefault, DedupPreset::kOcr));

}  // namespace
}  // namespace galley
