// SPDX-License-Identifier: Apache-2.0
#include "dedup/pair_verifier.h"

#include <gtest/gtest.h>

#include <atomic>

#include "tests/dedup/noisy_copies.h"
#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

// VerifierTexts that count how often they are asked for, and fail at one place.
class VerifierTexts final : public ParagraphTexts {
 public:
  VerifierTexts(std::vector<std::string> texts, std::uint64_t fails_at)
      : texts_(std::move(texts)), fails_at_(fails_at) {}
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord,
                                              std::string& scratch) const override {
    ++asked_;
    if (ord == fails_at_) return fail(ErrorCode::kIo, "spool", "cannot be read", "check the disk");
    scratch = texts_[ord];
    return scratch;
  }
  [[nodiscard]] const std::vector<std::string>& all() const { return texts_; }
  [[nodiscard]] int asked() const { return asked_; }

 private:
  std::vector<std::string> texts_;
  std::uint64_t fails_at_;
  mutable std::atomic<int> asked_{0};
};

CandidatePair pair_of(std::uint64_t worse, std::uint64_t better) {
  CandidatePair pair;
  pair.worse_ord = worse;
  pair.better_ord = better;
  pair.worse_letters = 200;
  pair.better_letters = 200;
  return pair;
}

TEST(PairVerifier, ComparesEachPairAndAsksForEachTextOnce) {
  NoisyCopies maker(3);
  const VerifierTexts texts(maker.paragraphs(300), ~std::uint64_t{0});
  std::vector<CandidatePair> pairs;
  for (std::uint64_t worse = 1; worse < 300; ++worse) {
    for (int i = 0; i < 3; ++i) pairs.push_back(pair_of(worse, maker.random()() % worse));
  }
  DedupOptions options;
  options.numbers = Numbers::kIgnore;
  const StopToken never;
  for (const int threads : {1, 3}) {
    const int before = texts.asked();
    // Whatever it may hold at a time.
    PairVerifier verifier(options, texts, threads, never, threads == 1 ? 2000 : 1 << 20);
    std::vector<std::uint32_t> similarity;
    ASSERT_TRUE(verifier.verify(pairs, similarity));
    EXPECT_EQ(texts.asked() - before <= 300, threads != 1) << "each once where there is room";
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const std::uint32_t expected =
          slow_similarity_ppm(letters_of(texts.all()[pairs[i].worse_ord]),
                              letters_of(texts.all()[pairs[i].better_ord]));
      EXPECT_EQ(similarity[i], expected >= 800'000 ? expected : 0);
    }
    // A second batch does not see what the first one left.
    ASSERT_TRUE(verifier.verify(std::span(pairs).first(1), similarity));
    EXPECT_EQ(similarity.size(), 1u);
  }
}

TEST(PairVerifier, TellsOfATextThatCannotBeRead) {
  const VerifierTexts texts({"a", "b", "c"}, 1);
  const StopToken never;
  PairVerifier verifier(DedupOptions(), texts, 2, never, 1000);
  std::vector<std::uint32_t> similarity;
  EXPECT_FALSE(verifier.verify(std::vector{pair_of(2, 1)}, similarity));
}

}  // namespace
}  // namespace galley
