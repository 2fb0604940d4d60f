// SPDX-License-Identifier: Apache-2.0
#include "dedup/bucket_picker.h"

namespace galley {

void BucketPicker::pick(std::uint64_t key, std::span<const BucketMember> members, Picked& out) {
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end].scope == members[begin].scope) ++end;
    const std::span<const BucketMember> scope = members.subspan(begin, end - begin);
    std::size_t known = 0;
    while (known < scope.size() && scope[known].number < known_rows_) ++known;
    pairs_.clear();
    selector_.select(scope, pairs_, known);
    for (const PickedPair& pair : pairs_) {
      out.drafts.push_back(PairDraft::of(scope[pair.worse].number, scope[pair.better].number));
    }
    if (followers_ == Followers::kPicked) {
      for (const std::uint32_t member : selector_.followers()) {
        out.followers.push_back(KeyRecord::of(key, scope[member].number));
      }
    }
    begin = end;
  }
}

}  // namespace galley
