// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_FIFO_H_
#define GALLEY_TESTS_SUPPORT_FIFO_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <thread>
#include <vector>

#include "base/file.h"

namespace galley {

/// A FIFO, and a thread that writes `pieces` into it as soon as somebody reads. Joins on
/// destruction.
class WrittenFifo {
 public:
  WrittenFifo(std::string path, std::vector<std::string> pieces) : path_(std::move(path)) {
    EXPECT_EQ(mkfifo(path_.c_str(), 0600), 0);
    thread_ = std::thread([this, pieces = std::move(pieces)] {
      File file(open(path_.c_str(), O_WRONLY | O_CLOEXEC), path_);  // waits for the reader
      ASSERT_TRUE(file.is_open());
      for (const std::string& piece : pieces) EXPECT_TRUE(file.write(piece));
    });
  }
  ~WrittenFifo() { thread_.join(); }
  WrittenFifo(const WrittenFifo&) = delete;
  WrittenFifo& operator=(const WrittenFifo&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::thread thread_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_FIFO_H_
