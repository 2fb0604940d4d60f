// SPDX-License-Identifier: Apache-2.0
// Brings parcels from those who send to those who are sent to, as a shuffle does.
#ifndef GALLEY_TESTS_DEDUP_CARRIER_H_
#define GALLEY_TESTS_DEDUP_CARRIER_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/bytes.h"
#include "base/file.h"
#include "dedup/parcels.h"
#include "tests/support/temp_folder.h"

namespace galley {

class Carrier {
 public:
  /// What a task writes to; taken in when the next is asked for.
  File& to_write() {
    take_in();
    Result<File> file = File::open(folder_ / "out", File::Mode::kCreate);
    EXPECT_TRUE(file);
    out_ = *std::move(file);
    return out_;
  }
  /// What task `to` is sent, by sender and number.
  std::string sent_to(std::uint32_t to) {
    take_in();
    std::string all;
    for (const auto& [key, parcel] : parcels_) {
      if (std::get<0>(key) == to) all += parcel;
    }
    return all;
  }
  /// The same as a file to read.
  File to_read(std::uint32_t to) { return reading(sent_to(to)); }
  File reading(std::string_view bytes) {
    folder_.write("in", std::string(bytes));
    Result<File> file = File::open(folder_ / "in", File::Mode::kRead);
    EXPECT_TRUE(file);
    return *std::move(file);
  }

 private:
  void take_in() {
    if (!out_.is_open()) return;
    out_ = File();
    const std::string bytes = *read_file(folder_ / "out", std::uint64_t{1} << 30);
    for (std::size_t at = 0; at < bytes.size();) {
      const char* const header = bytes.data() + at;
      const std::size_t length = kParcelHeaderBytes + load_little<std::uint32_t>(header + 20);
      const std::tuple key(load_little<std::uint32_t>(header + 4),
                           load_little<std::uint32_t>(header + 8),
                           load_little<std::uint32_t>(header + 12));
      EXPECT_TRUE(parcels_.emplace(key, bytes.substr(at, length)).second);
      at += length;
    }
  }

  TempFolder folder_;
  File out_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::string> parcels_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_DEDUP_CARRIER_H_
