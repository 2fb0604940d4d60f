// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plan.h"

#include <gtest/gtest.h>

#include "tests/support/generators.h"

namespace galley {
namespace {

using Whole = SplitCutter::Whole;

struct Placed {
  std::uint64_t bytes;
  Whole whole;
};

std::vector<std::uint32_t> places_of(const std::vector<Placed>& documents, SplitCutter cutter) {
  std::vector<std::uint32_t> places;
  for (const Placed& each : documents) places.push_back(cutter.place(each.bytes, each.whole));
  return places;
}

// The rule said slowly: a document goes into the split before it unless that holds something and
// would become too large, or either of the two must stand alone.
std::vector<std::uint32_t> slow_places(const std::vector<Placed>& documents, std::uint64_t most) {
  std::vector<std::uint32_t> places;
  std::vector<Placed> members;
  std::uint32_t split = 0;
  const auto stands_alone = [&](const Placed& each) {
    return each.whole == Whole::kPiece || each.bytes > most;
  };
  for (const Placed& each : documents) {
    std::uint64_t bytes = each.bytes;
    bool joins = !stands_alone(each);
    for (const Placed& member : members) {
      bytes += member.bytes;
      if (stands_alone(member)) joins = false;
    }
    // Documents without bytes fill nothing.
    const bool holds_something = bytes > each.bytes || !joins;
    if (!members.empty() && holds_something && (!joins || bytes > most)) {
      bool is_empty = true;
      for (const Placed& member : members) is_empty &= member.bytes == 0 && !stands_alone(member);
      if (!is_empty) {
        ++split;
        members.clear();
      }
    }
    members.push_back(each);
    places.push_back(split);
  }
  return places;
}

TEST(SplitCutter, EndsASplitBeforeTheDocumentThatWouldOverfillIt) {
  EXPECT_EQ(places_of({{4, Whole::kDocument},
                       {6, Whole::kDocument},
                       {1, Whole::kDocument},
                       {10, Whole::kDocument},
                       {11, Whole::kDocument},
                       {1, Whole::kDocument}},
                      SplitCutter(10)),
            (std::vector<std::uint32_t>{0, 0, 1, 2, 3, 4}));
}

TEST(SplitCutter, GivesEachPieceASplitOfItsOwn) {
  EXPECT_EQ(places_of({{4, Whole::kDocument},
                       {3, Whole::kPiece},
                       {3, Whole::kPiece},
                       {1, Whole::kDocument},
                       {1, Whole::kDocument}},
                      SplitCutter(10)),
            (std::vector<std::uint32_t>{0, 1, 2, 3, 3}));
}

TEST(SplitCutter, CountsSplits) {
  SplitCutter cutter(10);
  EXPECT_EQ(cutter.splits(), 0u);
  static_cast<void>(cutter.place(0, Whole::kDocument));
  EXPECT_EQ(cutter.splits(), 1u) << "a document without text has a place too";
  static_cast<void>(cutter.place(20, Whole::kDocument));
  static_cast<void>(cutter.place(20, Whole::kDocument));
  EXPECT_EQ(cutter.splits(), 2u);
}

rc::Gen<std::vector<Placed>> any_documents() {
  return rc::gen::container<std::vector<Placed>>(rc::gen::apply(
      [](std::uint64_t bytes, bool piece) {
        return Placed{bytes, piece ? Whole::kPiece : Whole::kDocument};
      },
      rc::gen::inRange<std::uint64_t>(0, 25),
      rc::gen::weightedElement<bool>({{9, false}, {1, true}})));
}

RC_GTEST_PROP(SplitCutter, AgreesWithTheRuleSaidSlowly, ()) {
  const auto documents = *any_documents();
  RC_ASSERT(places_of(documents, SplitCutter(20)) == slow_places(documents, 20));
}

RC_GTEST_PROP(SplitCutter, GoesOnFromWhereAnotherStood, ()) {
  const auto documents = *any_documents();
  const std::size_t cut = *rc::gen::inRange<std::size_t>(0, documents.size() + 1);
  const auto middle = documents.begin() + static_cast<std::ptrdiff_t>(cut);
  SplitCutter first(20);
  for (auto each = documents.begin(); each != middle; ++each) {
    static_cast<void>(first.place(each->bytes, each->whole));
  }
  const SplitCutter second(20, first.split(), first.filled_bytes());
  const auto whole = places_of(documents, SplitCutter(20));
  const std::vector<std::uint32_t> rest(whole.begin() + static_cast<std::ptrdiff_t>(cut),
                                        whole.end());
  RC_ASSERT(places_of({middle, documents.end()}, second) == rest);
}

}  // namespace
}  // namespace galley
