// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/word_key.h"
#include "galley/profile.h"

namespace galley {
namespace {

Vocabulary learn(std::string_view text, Profile* profile = nullptr) {
  ProfileLearner learner;
  Document document;
  document.text = text;
  learner.learn(document);
  Profile learnt = learner.take();
  Vocabulary vocabulary = learnt.vocabulary();
  if (profile != nullptr) *profile = std::move(learnt);
  return vocabulary;
}

TEST(ProfileLearner, LeavesTheEdgesOfLinesOut) {
  const Vocabulary vocabulary = learn("xyzzya xyzzyb xyzzyc\nxyzzyd\nxyzzye xyzzyf\n");
  EXPECT_EQ(vocabulary.count(word_key("xyzzyb")), 1u);
  for (const std::string_view edge : {"xyzzya", "xyzzyc", "xyzzyd", "xyzzye", "xyzzyf"}) {
    EXPECT_EQ(vocabulary.count(word_key(edge)), 0u) << edge;
  }
}

TEST(ProfileLearner, TakesHyphensAndApostrophesInsideWords) {
  const Vocabulary vocabulary = learn("a (xyz-zyb), xyz'zyc \"xyzzyd-\" z");
  EXPECT_EQ(vocabulary.count(word_key("xyz-zyb")), 1u);
  EXPECT_EQ(vocabulary.count(word_key("xyz'zyc")), 1u);
  EXPECT_EQ(vocabulary.count(word_key("xyzzyd")), 1u);
}

TEST(ProfileLearner, LearnsWhatFollowsASuspendedHyphen) {
  const Vocabulary vocabulary = learn("der Klein- xyund Großhandel ist da\n");
  EXPECT_EQ(vocabulary.count(suspending_key("xyund")), 1u);
}

TEST(ProfileLearner, CountsPairsSolidAndSpaced) {
  Profile profile;
  const Vocabulary vocabulary = learn("燈塔守望 者\n燈塔", &profile);
  EXPECT_EQ(vocabulary.count(pair_key(U'燈', U'塔')), 2u);
  EXPECT_EQ(vocabulary.count(pair_key(U'望', U'者')), 0u);
  EXPECT_EQ(vocabulary.count(spaced_pair_key(U'望', U'者')), 1u);
  EXPECT_EQ(vocabulary.count(character_key(U'塔')), 2u);
  EXPECT_EQ(profile.pairs(), 4u);
}

TEST(ProfileLearner, CountsHeadsAndFeetOncePerPage) {
  Profile profile;
  std::string text;
  for (int page = 1; page <= 5; ++page) {
    text +=
        "The Tide, No. " + std::to_string(page) + "\nline one\nline two\nline three\nline four\n\f";
  }
  const Vocabulary vocabulary = learn(text, &profile);
  EXPECT_EQ(vocabulary.count(furniture_key("The Tide, No. 77")), 5u);
  EXPECT_EQ(vocabulary.count(furniture_key("line two")), 0u);
  EXPECT_EQ(profile.pages(), 5u);
}

TEST(ProfileLearner, IsTotal) {
  for (const std::string_view text :
       {"", "\n", "\f\f", " ", "a", "-", "' '", "a-", "\xE6\xBD\xAE"}) {
    Profile profile;
    (void)learn(text, &profile);
    EXPECT_EQ(profile.documents(), 1u);
  }
}

}  // namespace
}  // namespace galley
