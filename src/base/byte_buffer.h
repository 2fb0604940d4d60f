// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_BYTE_BUFFER_H_
#define GALLEY_BASE_BYTE_BUFFER_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace galley {

/// A growing array of bytes that does not clear what it allocates: a std::string would write every
/// byte twice. Reused by clear(), which keeps the memory.
class ByteBuffer {
 public:
  ByteBuffer() = default;
  ByteBuffer(ByteBuffer&& other) noexcept
      : bytes_(std::move(other.bytes_)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  ByteBuffer& operator=(ByteBuffer&& other) noexcept {
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
  }

  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }
  [[nodiscard]] std::span<char> span() { return {bytes_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }
  void truncate(std::size_t size) { size_ = std::min(size, size_); }

  /// Room for `more` bytes behind the present ones; commit(n) then keeps n of them.
  [[nodiscard]] std::span<char> reserve_more(std::size_t more) {
    if (capacity_ - size_ < more) grow(std::max(size_ + more, capacity_ + capacity_ / 2));
    return {bytes_.get() + size_, more};
  }
  void commit(std::size_t bytes) { size_ += bytes; }
  /// Room for `capacity` bytes in all, so that none are moved until then.
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity);
  }
  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(reserve_more(bytes.size()).data(), bytes.data(), bytes.size());
    size_ += bytes.size();
  }

 private:
  void grow(std::size_t capacity) {
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace galley

#endif  // GALLEY_BASE_BYTE_BUFFER_H_
