// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/fingerprinter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace galley {
namespace {

constexpr std::string_view kText =
    "The ferry was late again on Tuesday, and the postmaster walked home across the ice with all "
    "the mail.";

Fingerprint of(std::string_view text, const ParagraphPlace& place = {}) {
  Fingerprinter fingerprinter{FingerprintPlan()};
  return fingerprinter.compute(text, place);
}

TEST(Fingerprinter, SeesLettersOnly) {
  const Fingerprint one = of(kText);
  const Fingerprint other =
      of("THE FERRY was late\nagain on Tues-\nday and the post master walked home, across the ICE "
         "with all the mail");
  EXPECT_EQ(one.kind, Fingerprint::Kind::kSigned);
  EXPECT_EQ(one.exact, other.exact);
  EXPECT_EQ(one.letters, other.letters);
  EXPECT_EQ(one.keys, other.keys);
  EXPECT_EQ(one.sketch, other.sketch);
  EXPECT_EQ(one.letters, 81u);
  EXPECT_NE(one.exact, of(std::string(kText) + "s").exact);
}

TEST(Fingerprinter, CallsAParagraphShortByWhatItsLettersSay) {
  using Kind = Fingerprint::Kind;
  const std::string eighty(80, 'x');
  EXPECT_EQ(of(eighty).kind, Kind::kSigned);
  EXPECT_EQ(of(eighty.substr(1)).kind, Kind::kShort);
  std::string ideographs;
  for (int i = 0; i < 19; ++i) ideographs += "報";
  EXPECT_EQ(of(ideographs).kind, Kind::kShort);
  EXPECT_EQ(of(ideographs + "紙").kind, Kind::kSigned);
  EXPECT_EQ(of(std::string(20, '7')).kind, Kind::kSigned) << "a digit says as much";
  EXPECT_EQ(of("... --- !!!").kind, Kind::kShort);
  EXPECT_EQ(of("").kind, Kind::kShort);
  FingerprintPlan all;
  all.min_weight = 0;
  Fingerprinter fingerprinter(all);
  EXPECT_EQ(fingerprinter.compute("a", {}).kind, Kind::kSigned);
  EXPECT_EQ(fingerprinter.compute("", {}).kind, Kind::kShort) << "nothing to compare";
}

TEST(Fingerprinter, ScopesHaveNothingInCommon) {
  ParagraphPlace first;
  first.scope = 0;
  ParagraphPlace second;
  second.scope = 1;
  const Fingerprint a = of(kText, first);
  const Fingerprint b = of(kText, second);
  EXPECT_NE(a.exact, b.exact);
  EXPECT_NE(a.scope, b.scope);
  for (const std::uint64_t key : a.keys) {
    EXPECT_EQ(std::count(b.keys.begin(), b.keys.end(), key), 0);
  }
  EXPECT_EQ(of(kText, first).keys, a.keys);
  EXPECT_NE(of(kText).keys, a.keys);
}

TEST(Fingerprinter, SignsATextOnce) {
  SeenContents seen(16);
  Fingerprinter fingerprinter(FingerprintPlan(), &seen);
  ParagraphPlace place;
  place.ord = 7;
  EXPECT_EQ(fingerprinter.compute(kText, place).kind, Fingerprint::Kind::kSigned);
  place.ord = 8;
  EXPECT_EQ(fingerprinter.compute(kText, place).kind, Fingerprint::Kind::kRepeat);
  place.ord = 6;
  EXPECT_EQ(fingerprinter.compute(kText, place).kind, Fingerprint::Kind::kSigned);
}

TEST(Fingerprinter, MakesTheKeysThatThePlanAsksFor) {
  EXPECT_EQ(of(kText).keys.size(), FingerprintPlan().bands);
  EXPECT_TRUE(of(kText).anchors.empty());
  FingerprintPlan plan;
  plan.keys = FingerprintPlan::Keys::kAnchors;
  Fingerprinter fingerprinter(plan);
  const Fingerprint& fingerprint = fingerprinter.compute(kText, {});
  EXPECT_TRUE(fingerprint.keys.empty());
  EXPECT_EQ(fingerprint.anchors.size(), 2u * (81 - 10));
}

TEST(Fingerprinter, MarksNumbers) {
  const std::string rest =
      " barrels of salted herring were landed at the north pier this week, as in every week of "
      "June";
  EXPECT_NE(of("Some 27" + rest + " for 91 dollars").numbers, of("Some 28" + rest).numbers);
  EXPECT_EQ(of("Some" + rest).numbers, 0u);
}

}  // namespace
}  // namespace galley
