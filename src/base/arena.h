// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_ARENA_H_
#define GALLEY_BASE_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace galley {

/// Memory for strings that live and die together. What it has handed out never moves, also when the
/// arena itself does.
class Arena {
 public:
  [[nodiscard]] std::span<char> allocate(std::size_t bytes) {
    if (bytes > left_) {
      // Its own block for what is large, so that the open one is not thrown away half empty.
      if (bytes > kBlockBytes / 4) return {add_block(bytes), bytes};
      next_ = add_block(kBlockBytes);
      left_ = kBlockBytes;
    }
    const std::span<char> out(next_, bytes);
    next_ += bytes;
    left_ -= bytes;
    return out;
  }

  [[nodiscard]] std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    const std::span<char> out = allocate(text.size());
    std::memcpy(out.data(), text.data(), text.size());
    return {out.data(), out.size()};
  }

  [[nodiscard]] std::size_t allocated_bytes() const { return allocated_bytes_; }

 private:
  static constexpr std::size_t kBlockBytes = 64 << 10;

  char* add_block(std::size_t bytes) {
    allocated_bytes_ += bytes;
    return blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(bytes)).get();
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t allocated_bytes_ = 0;
};

}  // namespace galley

#endif  // GALLEY_BASE_ARENA_H_
