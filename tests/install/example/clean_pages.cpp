// SPDX-License-Identifier: Apache-2.0
// An example: pages of text are repaired and freed of duplicates in memory, without a file of galley's
// being written. Each file named is one page, valid UTF-8; what stays goes to standard output, what
// goes is told on standard error.
#include <galley/dedup.h>
#include <galley/profile.h>
#include <galley/repair.h>

#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

// A view of a page: the page's text must outlive it.
galley::Document document_of(std::string_view text) {
  galley::Document document;
  document.text = text;
  return document;
}

// First all pages teach their words, then each is repaired with what all have taught: on a page alone
// nobody can tell that "Asso" and "ciation" are halves of a word.
std::vector<std::string> repaired_paragraphs(const std::vector<std::string>& pages) {
  galley::ProfileLearner learner;
  for (const std::string& page : pages) learner.learn(document_of(page));
  const galley::Vocabulary vocabulary = learner.take().vocabulary();

  galley::Repairer repairer({}, vocabulary);
  galley::RepairedDocument repaired;  // used again for each page: it keeps its memory
  std::vector<std::string> paragraphs;
  for (const std::string& page : pages) {
    repairer.repair(document_of(page), repaired);
    for (const galley::Paragraph& paragraph : repaired.paragraphs) {
      paragraphs.emplace_back(repaired.text_of(paragraph));
    }
  }
  return paragraphs;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> pages;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::cerr << argv[i] << ": cannot be opened\n";
      return 1;
    }
    pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }

  const std::vector<std::string> paragraphs = repaired_paragraphs(pages);
  galley::DedupOptions options;
  options.similarity_ppm = 800'000;  // 0.8: shares are parts per million
  const std::vector<std::string_view> views(paragraphs.begin(), paragraphs.end());
  const auto removals = galley::find_duplicates(views, options, /*threads=*/2);
  if (!removals) {
    std::cerr << galley::to_string(removals.error()) << '\n';
    return 1;
  }

  auto removal = removals->begin();  // in the order of the paragraphs
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (removal != removals->end() && removal->ord == i) {
      std::cerr << "paragraph " << i << " repeats paragraph " << removal->keeper_ord << '\n';
      ++removal;
      continue;
    }
    std::cout << paragraphs[i] << "\n\n";
  }
  return 0;
}
