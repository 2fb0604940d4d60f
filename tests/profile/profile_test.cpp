// SPDX-License-Identifier: Apache-2.0
#include "galley/profile.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "base/atomic_file.h"
#include "base/file.h"
#include "base/word_key.h"
#include "tests/support/effort.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

std::vector<std::string> random_texts(std::size_t count) {
  std::mt19937 random(7);
  const std::vector<std::string> words = {"tide",       "harbor", "lamp", "keeper's",
                                          "half-built", "water",  "潮水", "燈塔",
                                          "港口",       "of",     "the",  "und"};
  std::vector<std::string> texts(count);
  for (std::string& text : texts) {
    for (int i = 0; i < 200; ++i) {
      text += words[random() % words.size()];
      text += random() % 9 == 0 ? "\n" : " ";
    }
  }
  return texts;
}

Profile learn(const std::vector<std::string>& texts, std::size_t begin, std::size_t end) {
  ProfileLearner learner;
  for (std::size_t i = begin; i < end; ++i) {
    Document document;
    document.text = texts[i];
    learner.learn(document);
  }
  return learner.take();
}

TEST(Profile, OfTwoHalvesMergedIsThatOfTheWhole) {
  const std::vector<std::string> texts = random_texts(40);
  const Profile whole = learn(texts, 0, 40);
  for (const std::size_t cut : {0u, 1u, 17u, 40u}) {
    if (effort() == Effort::kFew && cut != 17) continue;
    Profile there = learn(texts, 0, cut);
    there.merge(learn(texts, cut, 40));
    Profile back = learn(texts, cut, 40);
    back.merge(learn(texts, 0, cut));
    EXPECT_EQ(there.content_hash(), whole.content_hash());
    EXPECT_EQ(back.content_hash(), whole.content_hash());
  }
}

// However documents are dealt out, and in whatever order: what was learnt is the same.
RC_GTEST_PROP(Profile, DependsNeitherOnOrderNorOnWhoLearns, ()) {
  static const std::vector<std::string> pieces = {"the keeper ", "of the har-\nbor ", "燈塔守望者 ",
                                                  "1916\n",      "\fHARBOR NEWS 7\n", "light "};
  std::vector<std::string> texts;
  for (const auto& picks : *rc::gen::container<std::vector<std::vector<int>>>(
           4, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6)))) {
    std::string& text = texts.emplace_back();
    for (const int pick : picks) text += pieces[static_cast<std::size_t>(pick)];
  }
  const auto learn = [](ProfileLearner& learner, const std::string& text) {
    Document document;
    document.text = text;
    learner.learn(document);
  };
  static ProfileLearner one, other;
  for (const std::string& text : texts) learn(one, text);
  const std::string expected = one.take().content_hash();
  for (std::size_t i = texts.size(); i-- > 0;) learn(i % 2 == 0 ? one : other, texts[i]);
  Profile merged = other.take();
  merged.merge(one.take());
  RC_ASSERT(merged.content_hash() == expected);
}

TEST(Profile, ComesBackFromItsFile) {
  const TempFolder folder;
  const Profile profile = learn(random_texts(5), 0, 5);
  ASSERT_TRUE(profile.save(folder / "profile"));
  const Result<Profile> loaded = Profile::load(folder / "profile");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->content_hash(), profile.content_hash());
  EXPECT_EQ(loaded->words(), profile.words());
  EXPECT_LT(read_file(folder / "profile", 1 << 20)->size(), 4096u)
      << "a small input makes a small file";
}

TEST(Profile, RefusesAFileThatWasCut) {
  const TempFolder folder;
  ASSERT_TRUE(learn(random_texts(5), 0, 5).save(folder / "profile"));
  const std::string bytes = *read_file(folder / "profile", 1 << 20);
  ASSERT_TRUE(write_file_atomically(folder / "cut", bytes.substr(0, bytes.size() / 2)));
  const Result<Profile> loaded = Profile::load(folder / "cut");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kCorrupt);
}

TEST(Profile, OfAnotherSizeIsAnother) {
  const TempFolder folder;
  const Profile small(1024);
  ASSERT_TRUE(small.save(folder / "small"));
  const Result<Profile> loaded = Profile::load_into(Profile(1024), folder / "small");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->content_hash(), small.content_hash());
  const Result<Profile> as_usual = Profile::load(folder / "small");
  ASSERT_FALSE(as_usual);
  EXPECT_EQ(as_usual.error().code, ErrorCode::kConflict);
}

TEST(Profile, OfNothingKnowsTheBuiltInWordsOnly) {
  const Profile empty;
  EXPECT_EQ(empty.words(), 0u);
  EXPECT_GT(empty.vocabulary().count(word_key("water")), 0u);
  EXPECT_EQ(empty.vocabulary().count(pair_key(U'潮', U'水')), 0u);
}

}  // namespace
}  // namespace galley
