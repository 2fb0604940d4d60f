// SPDX-License-Identifier: Apache-2.0
#include "repair/doubtful_letters.h"

#include <gtest/gtest.h>

#include "galley/profile.h"

namespace galley {
namespace {

Vocabulary learnt(std::string_view text) {
  ProfileLearner learner;
  Document document;
  document.text = text;
  for (int i = 0; i < 3; ++i) learner.learn(document);
  return learner.take().vocabulary();
}

TEST(DoubtfulLetters, AreThoseOfUnknownWords) {
  const Vocabulary vocabulary = learnt("x the quagga's hoofprints were marvellous indeed x\n");
  EXPECT_EQ(doubtful_letters("The QUAGGA'S hoofprints, marvellous.", vocabulary), 0u);
  EXPECT_EQ(doubtful_letters("The quagga's hoofpriuts", vocabulary), 10u);
  EXPECT_EQ(doubtful_letters("hoofprints-hoofprints", vocabulary), 0u);
  EXPECT_EQ(doubtful_letters("", vocabulary), 0u);
  EXPECT_EQ(doubtful_letters("1916, 27%!", vocabulary), 0u);
}

TEST(DoubtfulLetters, AreIdeographsThatFitNeitherNeighbour) {
  const Vocabulary vocabulary = learnt("过往船只很多守望者看着船只\n");
  EXPECT_EQ(doubtful_letters("过往船只很多", vocabulary), 0u);
  EXPECT_EQ(doubtful_letters("过往魑只很多", vocabulary), 1u);
  EXPECT_EQ(doubtful_letters("魑", vocabulary), 0u);
  EXPECT_EQ(doubtful_letters("魑魅魍魉", vocabulary), 4u);
}

}  // namespace
}  // namespace galley
