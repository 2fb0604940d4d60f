// SPDX-License-Identifier: Apache-2.0
// The table itself. Defaults are told as text and set in the structs; a test holds them together.
#include <array>

#include "cli/options.h"
#include "cli/values.h"
#include "galley/encoding.h"

namespace galley {

namespace {

constexpr unsigned kCorpus = kClean | kDedup;
constexpr unsigned kReaders = kClean | kRepair | kDedup | kLearn;
constexpr unsigned kRepairers = kClean | kRepair;
constexpr unsigned kThreaded = kReaders | kVerify | kRestore;
constexpr unsigned kEvery = kThreaded | kExplain;

constexpr std::string_view kFormats[] = {"auto", "text", "jsonl"};
constexpr std::string_view kRepairedFormats[] = {"text", "jsonl", "as-input"};
constexpr std::string_view kInterrupteds[] = {"all", "near", "none"};
constexpr std::string_view kNumbers[] = {"distinguish", "ignore"};
constexpr std::string_view kPresets[] = {"default", "ocr"};
constexpr std::string_view kKeeps[] = {"first", "longest", "cleanest"};
constexpr std::string_view kUnits[] = {"paragraph", "document"};
constexpr std::string_view kScopes[] = {"corpus", "document"};
constexpr std::string_view kColours[] = {"auto", "always", "never"};
constexpr std::string_view kProgress[] = {"auto", "bar", "lines", "none"};

// The value of an option of few choices, as the enumerator of the same index.
template <class Enum>
Status choose(std::string_view option, std::string_view value,
              std::span<const std::string_view> choices, Enum& target) {
  const Result<std::size_t> index = parse_choice(option, value, choices);
  if (!index) return std::unexpected(index.error());
  target = static_cast<Enum>(*index);
  return {};
}

template <class Target>
Status set(Result<std::uint64_t> number, Target& target) {
  if (!number) return std::unexpected(std::move(number).error());
  target = static_cast<Target>(*number);
  return {};
}

Status set_fraction(Result<std::uint32_t> fraction, std::uint32_t& target) {
  if (!fraction) return std::unexpected(std::move(fraction).error());
  target = *fraction;
  return {};
}

using Line = CommandLine;
using Text = std::string_view;
constexpr auto kIn = OptionGroup::kInput;
constexpr auto kOut = OptionGroup::kOutput;
constexpr auto kMend = OptionGroup::kRepairing;
constexpr auto kTwice = OptionGroup::kDuplicates;
constexpr auto kUse = OptionGroup::kResources;
constexpr auto kSay = OptionGroup::kMessages;

constexpr std::uint64_t kMost = UINT64_MAX;

const std::array kRows = std::to_array<OptionRow>({
    {"input-format", 0, "FORMAT", kIn, kReaders, "auto",
     "how inputs are divided into documents: text is one a file, jsonl one a line; auto looks "
     "inside",
     kFormats,
     [](Line& line, Text value) {
       return choose("input-format", value, kFormats, line.run.read.format);
     }},
    {"text-field",
     0,
     "NAME",
     kIn,
     kReaders,
     "text",
     "member of a JSON Lines record that holds its text",
     {},
     [](Line& line, Text value) -> Status {
       line.run.read.text_field = value;
       return {};
     }},
    {"id-field",
     0,
     "NAME",
     kIn,
     kReaders,
     "id",
     "member of a JSON Lines record that holds its id",
     {},
     [](Line& line, Text value) -> Status {
       line.run.read.id_field = value;
       return {};
     }},
    {"encoding",
     0,
     "NAME",
     kIn,
     kReaders,
     "",
     "read all inputs in this encoding instead of recognising it",
     {},
     [](Line& line, Text value) -> Status {
       const std::optional<Encoding> encoding = encoding_named(value);
       if (!encoding) {
         return fail(ErrorCode::kUsage, "--encoding " + std::string(value), "is not known",
                     "name one like utf-8, gb18030, big5, shift_jis, euc-kr or windows-1252");
       }
       line.run.read.encoding = *encoding;
       return {};
     }},
    {"max-line",
     0,
     "SIZE",
     kIn,
     kReaders,
     "64M",
     "leave out and name lines (records) longer than this",
     {},
     [](Line& line, Text value) {
       return set(parse_size("max-line", value), line.run.read.limits.most_line_bytes);
     }},
    {"max-document",
     0,
     "SIZE",
     kIn,
     kReaders,
     "64G",
     "read a text file up to this and name the rest",
     {},
     [](Line& line, Text value) {
       return set(parse_size("max-document", value), line.run.read.limits.most_document_bytes);
     }},
    {"max-expansion",
     0,
     "RATIO",
     kIn,
     kReaders,
     "1000",
     "give up a compressed input that unpacks to more than this many bytes for each of its own",
     {},
     [](Line& line, Text value) {
       return set(parse_count("max-expansion", value, 1, kMost),
                  line.run.read.limits.most_expansion);
     }},
    {"max-window",
     0,
     "SIZE",
     kIn,
     kReaders,
     "128M",
     "memory that a compressed input may ask of its reader",
     {},
     [](Line& line, Text value) {
       return set(parse_size("max-window", value), line.run.read.limits.most_window_bytes);
     }},

    {"output",
     'o',
     "PATH",
     kOut,
     kCorpus | kLearn | kRestore,
     "",
     "folder to write into; for learn and restore, a file",
     {},
     [](Line& line, Text value) -> Status {
       line.run.output = value;
       return {};
     }},
    {"overwrite",
     0,
     "",
     kOut,
     kCorpus,
     "",
     "replace what an earlier run wrote there",
     {},
     [](Line& line, Text) -> Status {
       line.run.existing = Existing::kOverwrite;
       return {};
     }},
    {"resume",
     0,
     "",
     kOut,
     kCorpus,
     "",
     "finish the run that was interrupted there",
     {},
     [](Line& line, Text) -> Status {
       line.run.existing = Existing::kResume;
       return {};
     }},
    {"output-format", 0, "FORMAT", kOut, kRepair, "as-input",
     "write repaired documents as text or as JSON Lines {\"id\",\"text\"}", kRepairedFormats,
     [](Line& line, Text value) {
       return choose("output-format", value, kRepairedFormats, line.repaired_format);
     }},
    {"structure",
     0,
     "",
     kOut,
     kRepairers,
     "",
     "write the kind of each paragraph and the bytes of the input that it came from",
     {},
     [](Line& line, Text) -> Status {
       line.run.structure = Structure::kWrite;
       return {};
     }},
    {"edits",
     0,
     "FILE",
     kOut,
     kRepairers,
     "",
     "write every join, removal and replacement to FILE, with place, reason and confidence",
     {},
     [](Line& line, Text value) -> Status {
       line.run.edits = value;
       return {};
     }},
    {"dry-run",
     0,
     "",
     kOut,
     kCorpus,
     "",
     "write no corpus, but what would be removed, with its text, to standard output",
     {},
     [](Line& line, Text) -> Status {
       line.effect = CommandLine::Effect::kDryRun;
       return {};
     }},
    {"keep-removed",
     0,
     "",
     kOut,
     kCorpus,
     "",
     "store the text of removed paragraphs in the removed map",
     {},
     [](Line& line, Text) -> Status {
       line.run.removed_text = RemovedTexts::kKeep;
       return {};
     }},
    {"level",
     0,
     "N",
     kOut,
     kCorpus,
     "3",
     "compression level of zstd, 1 to 19",
     {},
     [](Line& line, Text value) {
       return set(parse_count("level", value, 1, 19), line.run.level);
     }},
    {"split-size",
     0,
     "SIZE",
     kOut,
     kCorpus,
     "32M",
     "decoded text that goes into one output file",
     {},
     [](Line& line, Text value) -> Status {
       const Result<std::uint64_t> size = parse_size("split-size", value);
       if (size && (*size < 1 << 10 || *size > std::uint64_t{1} << 30)) {
         return fail(ErrorCode::kUsage, "--split-size " + std::string(value), "is out of range",
                     "write a size from 1K to 1G");
       }
       return set(size, line.run.split_bytes);
     }},

    {"profile",
     0,
     "FILE",
     kMend,
     kRepairers | kDedup,
     "",
     "use what galley learn has written instead of learning from the inputs",
     {},
     [](Line& line, Text value) -> Status {
       line.run.profile = value;
       return {};
     }},
    {"survey-size",
     0,
     "SIZE",
     kMend,
     kRepairers | kLearn,
     "32M; learn: 1G",
     "most decoded text to learn from, at most 1G",
     {},
     [](Line& line, Text value) -> Status {
       const Result<std::uint64_t> size = parse_size("survey-size", value);
       if (size && *size > std::uint64_t{1} << 30) {
         return fail(ErrorCode::kUsage, "--survey-size " + std::string(value), "is out of range",
                     "write a size up to 1G");
       }
       return set(size, line.run.survey_bytes);
     }},
    {"confidence",
     0,
     "PERCENT",
     kMend,
     kRepairers,
     "0",
     "leave line breaks as they are that are decided with less confidence than this",
     {},
     [](Line& line, Text value) {
       return set(parse_count("confidence", value, 0, 100), line.run.repair.least_confidence);
     }},
    {"fold-punctuation",
     0,
     "",
     kMend,
     kRepairers,
     "",
     "make half-width punctuation between Han characters full-width",
     {},
     [](Line& line, Text) -> Status {
       line.run.repair.half_width_punctuation = HalfWidthPunctuation::kFold;
       return {};
     }},
    {"fold-width",
     0,
     "",
     kMend,
     kRepairers,
     "",
     "make full-width Latin letters and digits half-width",
     {},
     [](Line& line, Text) -> Status {
       line.run.repair.full_width_latin = FullWidthLatin::kFold;
       return {};
     }},
    {"keep-furniture",
     0,
     "",
     kMend,
     kRepairers,
     "",
     "leave running heads, page numbers and jump lines in",
     {},
     [](Line& line, Text) -> Status {
       line.run.repair.page_furniture = PageFurniture::kKeep;
       return {};
     }},
    {"interrupted", 0, "WHICH", kMend, kRepairers, "all, where repair writes text near",
     "which paragraphs that something interrupts are put together: all; near, where no other "
     "article's paragraph stands between; none",
     kInterrupteds,
     [](Line& line, Text value) -> Status {
       Interrupted& in_text = line.run.interrupted_in_text;
       if (Status chosen = choose("interrupted", value, kInterrupteds, in_text); !chosen) {
         return chosen;
       }
       line.run.repair.interrupted = in_text;
       return {};
     }},

    {"similarity",
     0,
     "FRACTION",
     kTwice,
     kCorpus,
     "0.8",
     "Jaccard coefficient of five-letter shingles from which a paragraph is a near-duplicate, 0.5 "
     "to 0.95",
     {},
     [](Line& line, Text value) {
       return set_fraction(parse_fraction("similarity", value, 500'000, 950'000),
                           line.run.dedup.similarity_ppm);
     }},
    {"numbers", 0, "RULE", kTwice, kCorpus, "distinguish",
     "whether paragraphs of one wording with other numbers in it are different", kNumbers,
     [](Line& line, Text value) {
       return choose("numbers", value, kNumbers, line.run.dedup.numbers);
     }},
    {"preset", 0, "NAME", kTwice, kCorpus, "default",
     "ocr: match reprints as recognition left them, by alignment of their letters", kPresets,
     [](Line& line, Text value) {
       return choose("preset", value, kPresets, line.run.dedup.preset);
     }},
    {"keep", 0, "WHICH", kTwice, kCorpus, "first", "which of several copies stays", kKeeps,
     [](Line& line, Text value) { return choose("keep", value, kKeeps, line.run.dedup.keep); }},
    {"unit", 0, "UNIT", kTwice, kCorpus, "paragraph", "what is compared and removed as a whole",
     kUnits,
     [](Line& line, Text value) { return choose("unit", value, kUnits, line.run.dedup.unit); }},
    {"scope", 0, "SCOPE", kTwice, kCorpus, "corpus", "where copies are looked for", kScopes,
     [](Line& line, Text value) { return choose("scope", value, kScopes, line.run.dedup.scope); }},
    {"min-letters",
     0,
     "N",
     kTwice,
     kCorpus,
     "20; preset ocr: 12",
     "never remove shorter paragraphs; a letter of an alphabet counts a quarter",
     {},
     [](Line& line, Text value) {
       return set(parse_count("min-letters", value, 5, 1'000'000), line.run.dedup.min_letters);
     }},
    {"bands",
     0,
     "N",
     kTwice,
     kCorpus,
     "from --similarity",
     "bands of the candidate search, with --rows",
     {},
     [](Line& line, Text value) {
       return set(parse_count("bands", value, 1, 64), line.run.dedup.bands);
     }},
    {"rows",
     0,
     "N",
     kTwice,
     kCorpus,
     "from --similarity",
     "rows of each band, with --bands",
     {},
     [](Line& line, Text value) {
       return set(parse_count("rows", value, 1, 32), line.run.dedup.rows);
     }},
    {"max-letter-errors",
     0,
     "FRACTION",
     kTwice,
     kCorpus,
     "0.166667",
     "with --preset ocr, the share of letters that each print may have misread",
     {},
     [](Line& line, Text value) {
       return set_fraction(parse_fraction("max-letter-errors", value, 0, 300'000),
                           line.run.dedup.max_letter_errors_ppm);
     }},

    {"index",
     0,
     "FOLDER",
     kTwice,
     kCorpus | kExplain,
     "",
     "leave out what earlier runs with this index have kept, and add to it what this one keeps; "
     "explain: show the paragraphs that it has",
     {},
     [](Line& line, Text value) -> Status {
       line.run.index = value;
       return {};
     }},

    {"measure",
     0,
     "",
     kTwice,
     kDedup,
     "",
     "compare a sample of paragraphs with all others, and tell what share of near-duplicates was left "
     "in and what share of removals was right; needs no -o",
     {},
     [](Line& line, Text) -> Status {
       line.effect = CommandLine::Effect::kMeasure;
       return {};
     }},
    {"sample",
     0,
     "N",
     kTwice,
     kDedup,
     "10000",
     "with --measure, how many paragraphs, chosen by a hash, are compared with all",
     {},
     [](Line& line, Text value) {
       return set(parse_count("sample", value, 1, 1'000'000), line.sample);
     }},

    {"threads",
     0,
     "N",
     kUse,
     kThreaded,
     "all processors",
     "threads that work; the output does not depend on it",
     {},
     [](Line& line, Text value) {
       return set(parse_count("threads", value, 1, 1024), line.run.threads);
     }},
    {"memory",
     0,
     "SIZE",
     kUse,
     kReaders,
     "half of the machine's",
     "memory to stay under, from 256M; what does not fit goes to disk, the output does not depend "
     "on it",
     {},
     [](Line& line, Text value) -> Status {
       const Result<std::uint64_t> size = parse_size("memory", value);
       if (size && *size < std::uint64_t{256} << 20) {
         return fail(ErrorCode::kUsage, "--memory " + std::string(value), "is too little",
                     "write a size from 256M");
       }
       return set(size, line.run.memory_bytes);
     }},
    {"temp",
     0,
     "FOLDER",
     kUse,
     kReaders,
     "in the output folder",
     "where temporary files go",
     {},
     [](Line& line, Text value) -> Status {
       line.run.temp = value;
       return {};
     }},

    {"color", 0, "WHEN", kSay, kExplain, "auto",
     "colour; auto: on a terminal, unless the environment says NO_COLOR", kColours,
     [](Line& line, Text value) { return choose("color", value, kColours, line.colour); }},
    {"progress", 0, "STYLE", kSay, kEvery, "auto",
     "a bar, a line each 10 s, or none; auto is a bar on a terminal", kProgress,
     [](Line& line, Text value) { return choose("progress", value, kProgress, line.progress); }},
    {"quiet",
     'q',
     "",
     kSay,
     kEvery,
     "",
     "say nothing but errors and warnings",
     {},
     [](Line& line, Text) -> Status {
       line.progress = ProgressStyle::kNone;
       return {};
     }},
    {"help",
     'h',
     "",
     kSay,
     kEvery,
     "",
     "-h tells the common options, --help all",
     {},
     [](Line& line, Text) -> Status {
       line.help = CommandLine::Help::kLong;
       return {};
     }},
});

}  // namespace

std::span<const OptionRow> option_rows() {
  return kRows;
}

std::string_view title(OptionGroup group) {
  static constexpr std::string_view kTitles[kOptionGroups] = {
      "Input", "Output", "Repairing", "Duplicates", "Resources", "Messages"};
  return kTitles[static_cast<std::size_t>(group)];
}

}  // namespace galley
