// SPDX-License-Identifier: Apache-2.0
// Whole runs of the program that get no more memory from the n-th allocation on: a message, status
// 1, nothing under a final name that is not whole, and the same command with --resume succeeds.
//
// With GALLEY_FAULTS=all 1,000 allocations are failed in each job, else 12, with =few 3.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <iostream>

#include "tests/support/effort.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class ScarceMemory : public testing::Test {
 protected:
  ScarceMemory() {
    DumpMaker maker(12);
    maker.write(folder_ / "dump", 4);
  }
  ~ScarceMemory() override { std::cout << "faults injected: " << injected_ << std::endl; }

  // The status of the program with these words; what it says goes into the file `said`.
  int run(const std::string& environment, const std::string& words) {
    const std::string command = "cd " + folder_.path() + " && env " + environment + " " +
                                GALLEY_SCARCE_PROGRAM + " " + words + " > written 2> said";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  // Calls check() after each run that got no more memory.
  template <class Prepare, class Check>
  void for_each_allocation(const std::string& words, const Prepare& prepare, const Check& check) {
    prepare();
    ASSERT_EQ(run("GALLEY_TEST_ALLOCATIONS=count", words), 0) << folder_.read("said");
    const unsigned long all = std::stoul(folder_.read("count"));
    const unsigned long tries = effort() == Effort::kAll ? 1000 : by_effort<unsigned long>(3, 12);
    const unsigned long step = std::max(1ul, all / tries);
    for (unsigned long last = 0; last < all; last += step) {
      SCOPED_TRACE(testing::Message() << "allocation " << last << " of " << all);
      prepare();
      const int status = run("GALLEY_TEST_LAST_ALLOCATION=" + std::to_string(last), words);
      ++injected_;
      if (status == 0) continue;  // the last ones may come and go with the threads' timing
      EXPECT_EQ(status, 1);
      const std::string said = folder_.read("said");
      EXPECT_TRUE(said.find("galley: error: memory: ") != std::string::npos || last == 0) << said;
      check();
      if (HasFailure()) return;
    }
  }

  const TempFolder folder_;
  std::uint64_t injected_ = 0;
};

TEST_F(ScarceMemory, OfClean) {
  const std::string words = "clean -q --threads 1 --keep-removed --split-size 2K dump -o out";
  ASSERT_EQ(run("LC_ALL=C", words), 0);
  const Contents expected = contents_of(folder_ / "out");
  for_each_allocation(
      words, [&] { EXPECT_TRUE(remove_tree(folder_ / "out")); },
      [&] {
        if (path_exists(folder_ / "out")) {
          for (const std::string& name : names_in(folder_ / "out")) {
            const auto whole = expected.find(name);
            if (whole == expected.end()) continue;  // not a final name, or run.json
            EXPECT_EQ(folder_.read("out/" + name), whole->second) << name;
          }
        }
        EXPECT_EQ(run("LC_ALL=C", words + " --resume"), 0) << folder_.read("said");
        EXPECT_EQ(difference_of(contents_of(folder_ / "out"), expected), "");
      });
}

TEST_F(ScarceMemory, OfLearn) {
  for_each_allocation(
      "learn -q --threads 2 dump -o profile", [&] { folder_.write("profile", "before"); },
      [&] { EXPECT_EQ(folder_.read("profile"), "before"); });
}

TEST_F(ScarceMemory, OfRestore) {
  ASSERT_EQ(run("LC_ALL=C", "clean -q --keep-removed dump -o out"), 0);
  for_each_allocation(
      "restore -q out -o restored", [&] { EXPECT_TRUE(remove_file(folder_ / "restored")); },
      [&] { EXPECT_FALSE(path_exists(folder_ / "restored")); });
}

TEST_F(ScarceMemory, OfVerifyAndReport) {
  ASSERT_EQ(run("LC_ALL=C", "clean -q dump -o out"), 0);
  const auto nothing = [] {};
  for_each_allocation("verify -q out", nothing, nothing);
  for_each_allocation(
      "report -q out", [&] { EXPECT_TRUE(remove_file(folder_ / "out/report.html")); },
      [&] { EXPECT_FALSE(path_exists(folder_ / "out/report.html")); });
}

}  // namespace
}  // namespace galley
