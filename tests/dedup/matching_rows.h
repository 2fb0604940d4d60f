// SPDX-License-Identifier: Apache-2.0
// Rows and keys for the tests of the matchers.
#ifndef GALLEY_TESTS_DEDUP_MATCHING_ROWS_H_
#define GALLEY_TESTS_DEDUP_MATCHING_ROWS_H_

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

#include "dedup/row_table.h"
#include "tests/dedup/spilling.h"

namespace galley {

using RowPairs = std::set<std::pair<std::uint64_t, std::uint64_t>>;  // (worse, better)

/// `count` rows, of which each kth has scope k % scopes and, with scores, an odd score now and
/// then.
inline std::vector<Row> numbered_rows(std::size_t count, std::uint32_t scopes) {
  std::vector<Row> rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    rows[i].ord = i * 2;
    rows[i].scope = static_cast<std::uint32_t>(i % scopes);
    rows[i].score = static_cast<std::uint32_t>(mix64(i) % 3);
    rows[i].letters = static_cast<std::uint32_t>(100 + i);
  }
  return rows;
}

/// What `pairs` holds, checked against the rows.
inline RowPairs row_pairs(RecordSorter<CandidatePair>& pairs, const std::vector<Row>& rows) {
  RowPairs found;
  for (const CandidatePair& pair : sorted_records(pairs)) {
    const Row& worse = rows[pair.worse_row];
    const Row& better = rows[pair.better_row];
    EXPECT_LT(better.rank(), worse.rank());
    EXPECT_EQ(pair.worse(), worse.rank());
    EXPECT_EQ(pair.better(), better.rank());
    EXPECT_EQ(pair.worse_letters, worse.letters);
    EXPECT_EQ(pair.better_letters, better.letters);
    EXPECT_EQ(worse.scope, better.scope);
    found.insert({pair.worse_row, pair.better_row});
  }
  return found;
}

}  // namespace galley

#endif  // GALLEY_TESTS_DEDUP_MATCHING_ROWS_H_
