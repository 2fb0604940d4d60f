// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"

#include "base/check.h"

namespace galley {

namespace {

constexpr NamedText kCorpusFiles[] = {
    {"corpus-NNNNN.jsonl.zst", "the documents, one a line"},
    {"removed-NNNNN.jsonl.zst", "every removed paragraph and the one kept in its place"},
    {"manifest.json", "options, checksums, counts, what could not be read"},
    {"profile", "what the inputs taught, for --profile"},
    {"run.json", "what differs from run to run: times, threads, memory"},
};

constexpr NamedText kCleanExamples[] = {
    {"galley clean dump/ -o corpus", "a folder of text or JSON Lines files, compressed or not"},
    {"galley clean pages.jsonl.zst -o corpus --text-field body --memory 2G",
     "a dump whose records hold their text under another name, in little memory"},
    {"galley clean reprints/ -o corpus --preset ocr",
     "newspapers read by OCR, that print one another's articles"},
};
constexpr NamedText kRepairExamples[] = {
    {"galley repair < page.txt > repaired.txt", "one page, as a filter"},
    {"galley repair --profile archive.profile --edits edits.jsonl page.txt",
     "with what an archive taught, and a record of every edit"},
};
constexpr NamedText kDedupExamples[] = {
    {"galley dedup crawl.jsonl.zst -o corpus --similarity 0.85", "a dump whose text is clean"},
    {"galley dedup crawl.jsonl.zst --dry-run > removed.jsonl",
     "see first what would be removed, with its text"},
};
constexpr NamedText kLearnExamples[] = {
    {"galley learn archive/ -o archive.profile", "learn once, repair many pages"},
};
constexpr NamedText kVerifyExamples[] = {
    {"galley verify corpus", "after it was copied, or before it is used"},
};
constexpr NamedText kExplainExamples[] = {
    {"galley explain corpus page-07.txt", "by its id"},
    {"galley explain corpus '#17' --color always | less -R", "by its number"},
};
constexpr NamedText kReportFiles[] = {
    {"report.html", "the page; an earlier one is replaced"},
};
constexpr NamedText kReportExamples[] = {
    {"galley report corpus", "then open corpus/report.html in a browser"},
};
constexpr NamedText kRestoreExamples[] = {
    {"galley restore corpus -o repaired.jsonl", "of a run with --keep-removed"},
};

constexpr NamedText kPlanExamples[] = {
    {"galley plan /archive/dump -o /shared/corpus", "on a folder that all machines share"},
};
constexpr NamedText kMapExamples[] = {
    {"galley map /shared/corpus --task 0-15", "sixteen of the tasks that galley plan has named"},
};
constexpr NamedText kMatchExamples[] = {
    {"galley match /shared/corpus --step copies --task 0", "first all tasks of this step"},
    {"galley match /shared/corpus --step rows --task 0", "then those of rows, pairs and verify"},
    {"galley match /shared/corpus", "all that are missing of all four"},
};
constexpr NamedText kResolveExamples[] = {
    {"galley resolve /shared/corpus", "when all of match is done: all four steps"},
    {"galley resolve /shared/corpus --step decide", "or one by one: this is one task"},
    {"galley resolve /shared/corpus --step follow --task 0",
     "then those of follow, trace and gather"},
};
constexpr NamedText kEmitExamples[] = {
    {"galley emit /shared/corpus --task 0-15", "sixteen splits"},
    {"galley emit /shared/corpus", "all that are missing, and then the manifest"},
};
constexpr NamedText kBenchExamples[] = {
    {"galley bench archive/ --memory 4G",
     "how long clean would take for an archive, in that memory"},
};

constexpr CommandRow kCommands[] = {
    {"clean", kClean, Operands::kInputs, "INPUT... -o FOLDER",
     "repair, remove duplicates, write a corpus",
     "Reads files, folders or standard input (-), repairs what extraction and OCR broke, removes "
     "exact and near-duplicate paragraphs, and writes into FOLDER:",
     kCorpusFiles, kCleanExamples},
    {"repair",
     kRepair,
     Operands::kInputs,
     "[INPUT...]",
     "repair only; from standard input to standard output",
     "Repairs documents and writes them to standard output, one blank line between paragraphs. "
     "Reads up to 64 MiB to learn from, then streams; --profile spares the learning.",
     {},
     kRepairExamples},
    {"dedup",
     kDedup,
     Operands::kInputs,
     "INPUT... -o FOLDER",
     "remove duplicates only; the input is taken as repaired",
     "As clean, but a blank line ends a paragraph and a line break inside one is a space.",
     {},
     kDedupExamples},
    {"learn",
     kLearn,
     Operands::kInputs,
     "INPUT... -o FILE",
     "write a profile of the inputs, for --profile",
     "Learns words, hyphenations, CJK pairs and running heads from the inputs.",
     {},
     kLearnExamples},
    {"verify",
     kVerify,
     Operands::kFolder,
     "FOLDER",
     "check a corpus against its manifest",
     "Reads all files of a corpus, compares sizes, checksums and counts, and looks up every "
     "keeper. FOLDER may also be that of an index.",
     {},
     kVerifyExamples},
    {"explain",
     kExplain,
     Operands::kFolderAndId,
     "FOLDER ID",
     "what happened to one document, paragraph by paragraph",
     "Tells of a document of a corpus which paragraphs were kept and which removed, each with the "
     "one kept in its place and where they differ, and how its lines were joined. ID is the "
     "document's id, or '#17' in quotes for document 17. The source is read again, as the run has "
     "named it: start galley in the folder in which that was started.",
     {},
     kExplainExamples},
    {"report", kReport, Operands::kFolder, "FOLDER",
     "write a page of figures, charts, before and after",
     "Writes a page for a browser about a finished corpus, in one file that needs no network: what "
     "came in and went out by source, charts, removed paragraphs beside the ones kept with the "
     "differences marked, and pages before and after repair. Samples are bounded, and named as "
     "such. Sources are read again, as the run has named them: start galley in the folder in which "
     "that was started. Writes into FOLDER:",
     kReportFiles, kReportExamples},
    {"restore",
     kRestore,
     Operands::kFolder,
     "FOLDER -o FILE",
     "the repaired documents before removal",
     "Puts the removed paragraphs back in their places and writes JSON Lines {\"id\",\"text\"}. "
     "The run must have been made with --keep-removed.",
     {},
     kRestoreExamples},
    {"bench",
     kBench,
     Operands::kInputs,
     "INPUT...",
     "how fast clean is on this archive and machine",
     "Cleans a sample of the inputs in a temporary folder and tells what each kind of work took, "
     "beside zstd -3 on the same text, with a forecast of time and disk for all of them.",
     {},
     kBenchExamples},
    {"plan",
     kPlan,
     Operands::kInputs,
     "INPUT... -o FOLDER",
     "for a cluster: read the inputs once and divide the work",
     "Plans what clean would do with the same words, as tasks that many machines can do over a "
     "folder that they share: learn --run FOLDER, map, match, resolve, emit; each "
     "stage when all of the one before is done. Prints the numbers of their tasks as one line of "
     "JSON. What comes out is what clean writes. What lies in FOLDER already is gone on with.",
     {},
     kPlanExamples},
    {"map",
     kMap,
     Operands::kFolder,
     "FOLDER",
     "for a cluster: repair and fingerprint",
     "Does tasks of the run that galley plan has planned in FOLDER. Needs the profile, which "
     "galley "
     "learn --run FOLDER makes where none was given.",
     {},
     kMapExamples},
    {"match",
     kMatch,
     Operands::kFolder,
     "FOLDER",
     "for a cluster: find and compare duplicates",
     "Does tasks of the run that galley plan has planned in FOLDER, when all tasks of map are "
     "done: copies finds exact copies and what keys texts share, by parts of the keys; rows "
     "fetches what is known of these texts, by ranges of the input; pairs finds which are to be "
     "compared; verify compares them, each pair once. A front end that has a shuffle of its own "
     "brings by --exchange pipes what one step has for the next; keys then sends what map has for "
     "copies.",
     {},
     kMatchExamples},
    {"resolve",
     kResolve,
     Operands::kFolder,
     "FOLDER",
     "for a cluster: decide which duplicates stay",
     "Does tasks of the run that galley plan has planned in FOLDER, when all tasks of match are "
     "done: decide goes by rank through all pairs, which is one task; then, by ranges of the "
     "input, follow finds the removals of all copies, trace the documents of what is kept in "
     "their place, and gather puts them in the order in which emit reads them.",
     {},
     kResolveExamples},
    {"emit",
     kEmit,
     Operands::kFolder,
     "FOLDER",
     "for a cluster: write corpus and removed map",
     "Does tasks of the run that galley plan has planned in FOLDER, when resolve is done. Without "
     "--task it does all that are missing and then writes the manifest, as --finish does.",
     {},
     kEmitExamples},
};

}  // namespace

std::span<const CommandRow> command_rows() {
  return kCommands;
}

const CommandRow* command_named(std::string_view name) {
  for (const CommandRow& row : kCommands) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

const CommandRow& row_of(CommandBit command) {
  for (const CommandRow& row : kCommands) {
    if (row.bit == command) return row;
  }
  GALLEY_CHECK(false);
  return kCommands[0];
}

std::span<const NamedText> exit_statuses() {
  static constexpr NamedText kStatuses[] = {
      {"0", "done"},
      {"1", "failed"},
      {"2", "wrong words on the command line"},
      {"3",
       "done, but some inputs could not be read whole; each is named on standard error and in the "
       "manifest"},
      {"130", "interrupted by SIGINT (Ctrl-C)"},
      {"143", "interrupted by SIGTERM"},
  };
  return kStatuses;
}

std::span<const NamedText> name_rules() {
  static constexpr NamedText kRules[] = {
      {"INPUT",
       "a folder is walked whole in the order of its names, hidden files too; links are followed, "
       "each folder is walked once, so that circles end; links that lead nowhere, and what is no "
       "regular file, are skipped with a warning"},
      {"FILE",
       "an output is written beside its name and renamed when whole; of a link the target is "
       "written and the link stays; a device or a pipe is written into"},
  };
  return kRules;
}

std::span<const NamedText> environment_variables() {
  static constexpr NamedText kVariables[] = {
      {"NO_COLOR", "where it is set and not empty, nothing is coloured unless --color always asks"},
      {"COLUMNS", "the width of the progress bar, where the terminal does not tell its own"},
      {"GALLEY_VECTORS",
       "scalar or v3: use no wider vector instructions than these, for tests and measurements"},
  };
  return kVariables;
}

}  // namespace galley
