// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plan_file.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

SavedPlan some_plan() {
  SavedPlan saved;
  Plan& plan = saved.plan;
  for (int i = 0; i < 3; ++i) {
    Input input;
    input.kind = i == 2 ? Input::Kind::kStandardInput : Input::Kind::kFile;
    input.path = "dump/" + std::to_string(i);
    input.id = std::to_string(i) + "\n";
    input.size_bytes = std::uint64_t{1} << (20 * i);
    input.modified_ns = -5 + i;
    input.sample_hash = ~std::uint64_t{0} - static_cast<std::uint64_t>(i);
    input.stored_path = i == 2 ? "/copy" : "";
    plan.inputs.push_back(input);
  }
  plan.input_documents = {5, 0, 9};
  plan.chunks = {{0, 0, 0, 5, 0, false}, {4, 77, 0, 1, 0, true}, {5, 0, 1, 9, 2, false}};
  plan.groups = {{0, 2}, {2, 3}};
  plan.splits = 2;
  plan.documents = 14;
  plan.decoded_bytes = 12345;
  plan.bad_bytes = 3;
  saved.unreadable = {{"dump/1", 0, "is empty"}, {"dump/2", 8, "is no JSON"}};
  return saved;
}

TEST(PlanFile, GivesBackWhatWasSaved) {
  const TempFolder folder;
  const SavedPlan saved = some_plan();
  ASSERT_TRUE(save_plan(saved, folder.path()));
  const Result<SavedPlan> loaded = load_plan(folder.path());
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  const Plan& plan = loaded->plan;
  ASSERT_EQ(plan.inputs.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const Input& input = plan.inputs[i];
    const Input& expected = saved.plan.inputs[i];
    EXPECT_EQ(input.kind, expected.kind);
    EXPECT_EQ(input.path, expected.path);
    EXPECT_EQ(input.id, expected.id);
    EXPECT_EQ(input.size_bytes, expected.size_bytes);
    EXPECT_EQ(input.modified_ns, expected.modified_ns);
    EXPECT_EQ(input.sample_hash, expected.sample_hash);
    EXPECT_EQ(input.stored_path, expected.stored_path);
  }
  EXPECT_EQ(plan.input_documents, saved.plan.input_documents);
  EXPECT_EQ(plan.groups, saved.plan.groups);
  EXPECT_EQ(plan.splits, 2u);
  EXPECT_EQ(plan.documents, 14u);
  EXPECT_EQ(plan.decoded_bytes, 12345u);
  EXPECT_EQ(plan.bad_bytes, 3u);
  ASSERT_EQ(plan.chunks.size(), 3u);
  EXPECT_EQ(plan.chunks[1].split_filled_bytes, 77u);
  EXPECT_TRUE(plan.chunks[1].continues);
  EXPECT_EQ(plan.chunks[1].split_of_piece(), 1u);
  EXPECT_EQ(plan.chunks[2].input, 2u);
  ASSERT_EQ(loaded->unreadable.size(), 2u);
  EXPECT_EQ(loaded->unreadable[1].line, 8u);
  EXPECT_EQ(loaded->unreadable[1].reason, "is no JSON");
}

TEST(PlanFile, ReportsEveryCutAndEveryFlip) {
  const TempFolder folder;
  ASSERT_TRUE(save_plan(some_plan(), folder.path()));
  std::uint64_t damages = 0;
  for (const char* const name : {"inputs", "chunks", "numbers", "issues"}) {
    const std::string path = folder / name;
    const std::string whole = *read_file(path, 1 << 20);
    for (std::size_t at = 0; at < whole.size(); ++at) {
      ASSERT_TRUE(remove_file(path));
      folder.write(name, whole.substr(0, at));
      EXPECT_FALSE(load_plan(folder.path())) << name << " cut at " << at;
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ 1);
      folder.write(name, flipped);
      EXPECT_FALSE(load_plan(folder.path())) << name << " flipped at " << at;
      damages += 2;
    }
    folder.write(name, whole);
  }
  EXPECT_TRUE(load_plan(folder.path()));
  EXPECT_GT(damages, 500u);
}

TEST(PlanFile, RefusesAPlanThatCannotBe) {
  const auto expect_refused = [](const char* what, auto change) {
    const TempFolder folder;
    SavedPlan saved = some_plan();
    change(saved.plan);
    ASSERT_TRUE(save_plan(saved, folder.path()));
    EXPECT_FALSE(load_plan(folder.path())) << what;
  };
  expect_refused("groups that leave chunks out", [](Plan& plan) { plan.groups.back().end = 2; });
  expect_refused("a split behind the last", [](Plan& plan) { plan.chunks.back().split = 2; });
  expect_refused("an input that there is not", [](Plan& plan) { plan.chunks.back().input = 3; });
  expect_refused("chunks out of order", [](Plan& plan) { plan.chunks.front().input = 1; });
}

}  // namespace
}  // namespace galley
