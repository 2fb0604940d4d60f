// SPDX-License-Identifier: Apache-2.0
#include "base/link_target.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>

#include "base/atomic_file.h"
#include "tests/support/faulty_os.h"
#include "tests/support/fifo.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct LinkTarget : testing::Test {
  void link(const std::string& to, const std::string& name) {
    ASSERT_EQ(symlink(to.c_str(), (folder / name).c_str()), 0);
  }
  const TempFolder folder;
};

TEST_F(LinkTarget, WhatIsNoLinkIsItself) {
  folder.write("file", "x");
  EXPECT_EQ(link_target(folder / "file").value(), folder / "file");
  EXPECT_EQ(link_target(folder / "new").value(), folder / "new");
  EXPECT_EQ(link_target(folder.path()).value(), folder.path());
  EXPECT_EQ(link_target("new").value(), "new");
}

TEST_F(LinkTarget, ChainsAreFollowedFromTheFolderOfEachLink) {
  ASSERT_TRUE(make_folders(folder / "a/b"));
  folder.write("a/file", "x");
  link("../file", "a/b/inner");
  link("a/b/inner", "outer");
  EXPECT_EQ(link_target(folder / "outer").value(), folder / "a/b/../file");
  link(folder / "a/file", "absolute");
  EXPECT_EQ(link_target(folder / "absolute").value(), folder / "a/file");
}

TEST_F(LinkTarget, ALinkToWhatIsNotThereYetNamesIt) {
  ASSERT_TRUE(make_folders(folder / "a"));
  link("a/new", "link");
  const std::string target = link_target(folder / "link").value();
  EXPECT_EQ(target, folder / "a/new");
  ASSERT_TRUE(write_file_atomically(target, "through"));
  EXPECT_EQ(folder.read("link"), "through");
}

TEST_F(LinkTarget, CirclesAreRefused) {
  link("two", "one");
  link("one", "two");
  const Result<std::string> target = link_target(folder / "one");
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().code, ErrorCode::kIo);
  EXPECT_FALSE(target.error().remedy.empty());
}

TEST_F(LinkTarget, DevicesAndPipesKeepTheNameOfTheirLink) {
  link("/dev/null", "null");
  EXPECT_EQ(link_target(folder / "null").value(), folder / "null");
  EXPECT_EQ(link_target("/dev/null").value(), "/dev/null");
  ASSERT_EQ(mkfifo((folder / "fifo").c_str(), 0600), 0);
  link("fifo", "pipe");
  EXPECT_EQ(link_target(folder / "pipe").value(), folder / "pipe");
}

TEST_F(LinkTarget, AFileWithoutANameIsRefused) {
  Result<File> file = File::open(folder / "gone", File::Mode::kCreate);
  ASSERT_TRUE(file);
  ASSERT_TRUE(remove_file(folder / "gone"));
  const std::string name = "/proc/self/fd/" + std::to_string(file->descriptor());
  if (!path_exists(name)) GTEST_SKIP() << "no /proc";
  EXPECT_FALSE(link_target(name));
}

TEST_F(LinkTarget, ALinkThatCannotBeReadIsTold) {
  folder.write("file", "x");
  link("file", "link");
  FaultyOs faulty({FaultyOs::Call::kReadlink, 0, EIO, FaultyOs::Lasting::kOnce});
  const ScopedOs scoped(faulty);
  const Result<std::string> target = link_target(folder / "link");
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace galley
