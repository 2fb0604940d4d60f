// SPDX-License-Identifier: Apache-2.0
// A program that uses galley as a library: it repairs one file and looks for duplicates.
#include <galley/dedup.h>
#include <galley/run.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string_view notice =
      "The council will meet again on the first Monday of next month, and all who have a claim "
      "against the town are asked to bring it in writing before that day.";
  const std::string_view paragraphs[] = {notice, notice};
  const galley::Result<std::vector<galley::Removal>> removals =
      galley::find_duplicates(paragraphs, {}, 1);
  if (!removals || removals->size() != 1) return 1;

  galley::RunOptions options;
  options.inputs = {argv[1]};
  const galley::Result<galley::RunSummary> summary =
      galley::repair(options, galley::RepairedFormat::kText, {}, [](std::string_view bytes) {
        std::cout << bytes;
        return galley::Status();
      });
  return summary ? 0 : 1;
}
