// SPDX-License-Identifier: Apache-2.0
// Options: what counts as a duplicate, and which copy stays.
#include "cli/row_values.h"
#include "galley/option_names.h"

namespace galley {

namespace {

constexpr OptionRow kDuplicatesRows[] = {
    {.name = "similarity",
     .argument = "FRACTION",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .use = OptionUse::kEveryday,
     .preset = "0.8",
     .help = "Jaccard coefficient of five-letter shingles from which a paragraph is a "
             "near-duplicate, 0.5 to 0.95",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_fraction("similarity", value, 500'000, 950'000),
                      line.run.dedup.similarity_ppm);
         }},
    {.name = "numbers",
     .argument = "RULE",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .use = OptionUse::kEveryday,
     .preset = "distinguish",
     .help = "whether paragraphs of one wording with other numbers in it are different",
     .choices = kNumbersNames,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("numbers", value, kNumbersNames, line.run.dedup.numbers);
         }},
    {.name = "preset",
     .argument = "NAME",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .use = OptionUse::kEveryday,
     .preset = "default",
     .help = "ocr: match reprints as recognition left them, by alignment of their letters",
     .choices = kPresetNames,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("preset", value, kPresetNames, line.run.dedup.preset);
         }},
    {.name = "keep",
     .argument = "WHICH",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "first",
     .help = "which of several copies stays",
     .choices = kKeepNames,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("keep", value, kKeepNames, line.run.dedup.keep);
         }},
    {.name = "unit",
     .argument = "UNIT",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "paragraph; preset ocr: item",
     .help =
         "what is compared and removed as a whole; item: a paragraph with those that it goes on in "
         "over the blank lines of recognition",
     .choices = kUnitNames,
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.unit.emplace();
       if (Status chosen = choose("unit", value, kUnitNames, *line.unit); !chosen) return chosen;
       line.run.dedup.unit = *line.unit;
       return {};
     }},
    {.name = "scope",
     .argument = "SCOPE",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "corpus",
     .help = "where copies are looked for",
     .choices = kScopeNames,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("scope", value, kScopeNames, line.run.dedup.scope);
         }},
    {.name = "verify-exact",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .help = "compare the letters of exact copies too, instead of trusting an equal 128-bit hash "
             "and an equal number of letters; takes longer",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.run.dedup.exact_copies = ExactCopies::kByLetters;
       return {};
     }},
    {.name = "min-letters",
     .argument = "N",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "20; preset ocr: 12",
     .help = "never remove shorter paragraphs; a letter of an alphabet counts a quarter",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("min-letters", value, 5, 1'000'000), line.run.dedup.min_letters);
         }},
    {.name = "bands",
     .argument = "N",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "from --similarity",
     .help = "bands of the candidate search, with --rows; 1 to 64",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("bands", value, 1, 64), line.run.dedup.bands);
         }},
    {.name = "rows",
     .argument = "N",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "from --similarity",
     .help = "rows of each band, with --bands; 1 to 32",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("rows", value, 1, 32), line.run.dedup.rows);
         }},
    {.name = "max-letter-errors",
     .argument = "FRACTION",
     .group = OptionGroup::kDuplicates,
     .commands = kMatchingCommands,
     .preset = "0.166667",
     .help = "with --preset ocr, the share of letters that each print may have misread, 0 to 0.3",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_fraction("max-letter-errors", value, 0, 300'000),
                      line.run.dedup.max_letter_errors_ppm);
         }},
    {.name = "index",
     .argument = "FOLDER",
     .completion = Completion::kFolders,
     .group = OptionGroup::kDuplicates,
     .commands = kCorpusCommands | kExplain,
     .help = "leave out what earlier runs with this index have kept, and add to it what this one "
             "keeps; explain: show the paragraphs that it has",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.run.index = value;
       return {};
     }},
    {.name = "measure",
     .group = OptionGroup::kDuplicates,
     .commands = kDedup,
     .help = "compare a sample of paragraphs with all others, and tell what share of "
             "near-duplicates was left in and what share of removals was right; needs no -o",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.effect = CommandLine::Effect::kMeasure;
       return {};
     }},
    {.name = "measure-sample",
     .argument = "N",
     .group = OptionGroup::kDuplicates,
     .commands = kDedup,
     .preset = "10000",
     .help = "with --measure, how many paragraphs, chosen by a hash, are compared with all; up to "
             "1000000",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("measure-sample", value, 1, 1'000'000), line.measure_sample);
         }},
};

}  // namespace

std::span<const OptionRow> duplicate_rows() {
  return kDuplicatesRows;
}

}  // namespace galley
