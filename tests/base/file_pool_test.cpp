// SPDX-License-Identifier: Apache-2.0
#include "base/file_pool.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

constexpr std::size_t kFiles = 5;

class FilePoolTest : public testing::Test {
 protected:
  FilePoolTest() {
    for (std::size_t i = 0; i < kFiles; ++i) {
      files_.push_back(std::make_unique<PooledFile>(pool_, folder_ / name_of(i)));
    }
  }
  static std::string name_of(std::size_t file) { return "file-" + std::to_string(file); }
  static std::string text_of(std::size_t file) { return "what stands in " + name_of(file); }
  void write_all() const {
    for (std::size_t i = 0; i < kFiles; ++i) folder_.write(name_of(i), text_of(i));
  }
  [[nodiscard]] Result<std::string> read(std::size_t file) const {
    std::string bytes(text_of(file).size() - 5, '\0');
    if (Status read = files_[file]->read_at(bytes, 5); !read) {
      return std::unexpected(std::move(read).error());
    }
    return bytes;
  }

  TempFolder folder_;
  FilePool pool_{2};
  std::vector<std::unique_ptr<PooledFile>> files_;
};

TEST_F(FilePoolTest, OpensWhatIsReadAndNoMoreThanItMay) {
  write_all();
  EXPECT_EQ(pool_.open_files(), 0u);
  for (const std::size_t file : {0u, 1u, 0u, 2u, 3u, 4u, 0u, 4u, 1u}) {
    EXPECT_EQ(read(file).value(), text_of(file).substr(5));
    EXPECT_LE(pool_.open_files(), 2u);
  }
  files_.clear();
  EXPECT_EQ(pool_.open_files(), 0u);
}

TEST_F(FilePoolTest, KeepsOpenWhatWasReadLast) {
  write_all();
  for (const std::size_t file : {0u, 1u, 0u, 2u}) ASSERT_TRUE(read(file));
  // File 1 had to go for file 2; what is open is read although its name is gone.
  for (std::size_t i = 0; i < kFiles; ++i) ASSERT_TRUE(remove_file(folder_ / name_of(i)));
  EXPECT_TRUE(read(0));
  EXPECT_TRUE(read(2));
  EXPECT_FALSE(read(1));
}

TEST_F(FilePoolTest, SaysWhatIsMissing) {
  const Result<std::string> found = read(3);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(found.error().where, folder_ / "file-3");
  write_all();
  EXPECT_TRUE(read(3)) << "it is there by now";
}

TEST_F(FilePoolTest, IsReadByManyThreads) {
  write_all();
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([this, thread] {
      for (std::size_t turn = 0; turn < 200; ++turn) {
        const std::size_t file = (turn * (thread + 1) + thread) % kFiles;
        EXPECT_EQ(read(file).value(), text_of(file).substr(5));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(pool_.open_files(), 2u);
}

}  // namespace
}  // namespace galley
