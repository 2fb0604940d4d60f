// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace galley {
namespace {

TEST(Arena, WhatWasHandedOutStaysAlsoWhenTheArenaMoves) {
  Arena arena;
  std::vector<std::pair<std::string, std::string_view>> copies;
  for (std::size_t size : {0u, 1u, 100u, 40'000u, 70'000u, 3u, 20'000u, 20'000u, 200'000u, 7u}) {
    std::string text(size, static_cast<char>('a' + size % 26));
    const std::string_view copy = arena.copy(text);
    copies.emplace_back(std::move(text), copy);
  }
  const Arena moved = std::move(arena);
  for (const auto& [text, copy] : copies) EXPECT_EQ(copy, text);
  EXPECT_GE(moved.allocated_bytes(), 350'000u);
}

}  // namespace
}  // namespace galley
