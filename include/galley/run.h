// SPDX-License-Identifier: Apache-2.0
// The jobs of galley as functions: what the program's commands do, for programs that link the
// library. Of all of them: options and monitor are looked at until the function returns, and never
// after; the work is done by threads of its own, the monitor's function is called by one at a time;
// runs may go on beside each other as long as they write into different folders. No exception
// leaves them but std::bad_alloc. For texts that are in memory see repair.h, profile.h and dedup.h.
#ifndef GALLEY_RUN_H_
#define GALLEY_RUN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/dedup.h"
#include "galley/explain.h"
#include "galley/measure.h"
#include "galley/progress.h"
#include "galley/read.h"
#include "galley/repair.h"
#include "galley/result.h"
#include "galley/stop_token.h"
#include "galley/summary.h"

namespace galley {

/// What to do with an output folder in which a run has been before.
enum class Existing : std::uint8_t { kRefuse, kOverwrite, kResume };

/// Whether the removed map keeps the text of removed paragraphs (of furniture it always does).
enum class RemovedTexts : std::uint8_t { kDrop, kKeep };

/// Whether the kind of each paragraph and the bytes of the input that it came from are written.
enum class Structure : std::uint8_t { kOmit, kWrite };

/// Whether a run writes what it has done so far, so that one that was killed need not begin anew.
enum class Checkpoints : std::uint8_t { kWrite, kNone };

/// Whether a run adds what it keeps to its index.
enum class IndexUse : std::uint8_t { kReadAndAdd, kRead };

/// What a run reads, how it works on it, and what it may use. Everything in `inputs`, `read`,
/// `repair`, `dedup` and the members up to `index` decides the bytes that come out; the rest does
/// not.
struct RunOptions {
  std::vector<std::string> inputs;  ///< files, folders, "-" for standard input
  ReadOptions read;
  RepairOptions repair;
  /// In place of repair.interrupted for documents that repair() writes as text: who reads a text
  /// from top to bottom does not look for its paragraphs elsewhere.
  Interrupted interrupted_in_text = Interrupted::kNear;
  DedupOptions dedup;
  std::uint64_t split_bytes = std::uint64_t{32} << 20;   ///< decoded text of a split
  std::uint64_t survey_bytes = std::uint64_t{32} << 20;  ///< decoded text that is learnt from
  int level = 3;                                         ///< of zstd
  RemovedTexts removed_text = RemovedTexts::kDrop;
  Structure structure = Structure::kOmit;
  std::string profile;  ///< a profile to use; empty: learn one
  /// A folder that holds what earlier runs have kept: what is in it decides too. A run leaves out
  /// what the index has and adds to it what it keeps itself; it is known there by the last part of
  /// `output` and by all that decides its bytes, and added once. Empty: there is none. explain():
  /// the index that has the texts of keepers of earlier runs.
  std::string index;
  IndexUse index_use = IndexUse::kReadAndAdd;

  std::string edits;   ///< a file for the edit log; empty: none is kept
  std::string output;  ///< the output folder, or for learn the profile's file
  Existing existing = Existing::kRefuse;
  Checkpoints checkpoints = Checkpoints::kWrite;
  /// Writing down what map has done takes the room of its text. A shorter run does without.
  std::uint32_t first_checkpoint_seconds = 5;
  /// Decoded text that is mapped, and after a crash mapped again, together; at most 256 MiB.
  std::uint64_t group_bytes = std::uint64_t{32} << 20;
  int threads = 0;                 ///< 0: as many as the machine has processors
  std::uint64_t memory_bytes = 0;  ///< 0: half of what the machine or its control group offers
  std::string temp;                ///< folder for temporary files; empty: in the output folder
};

/// Whether the kinds of work inside the stages are timed. Costs a microsecond a document.
enum class WorkTiming : std::uint8_t { kOff, kOn };

/// What a run tells while it works, and is told. All members may be null; what they point at
/// outlives the run.
struct RunMonitor {
  RunProgress* progress = nullptr;
  const StopToken* stop = nullptr;
  WorkTiming work_timing = WorkTiming::kOff;   ///< for clean() and dedup()
  std::function<void(const Issue&)> on_issue;  ///< each input that is skipped or cannot be read
};

/// Repairs the inputs, removes duplicates, and writes a corpus into options.output (design: flow).
/// Issues do not fail the run: they are in the summary. Errors: kConflict (folder taken),
/// kResource, kIo on the output, kInterrupted. No file stands under a final name unless it is
/// whole.
[[nodiscard]] Result<RunSummary> clean(const RunOptions& options, const RunMonitor& monitor);

/// As clean(), but takes the inputs as repaired: a blank line ends a paragraph, a line break inside
/// one is a space.
[[nodiscard]] Result<RunSummary> dedup(const RunOptions& options, const RunMonitor& monitor);

/// The runs that write a corpus.
enum class CorpusJob : std::uint8_t { kClean, kDedup };

/// Does all that clean() or dedup() would do, in a scratch folder below options.temp, and leaves
/// nothing: the lines of the removed map, with all texts, go to `sink`. options.output is not
/// looked at, and options.index is not added to. Errors: those of the run, and of `sink`.
[[nodiscard]] Result<RunSummary> dry_run(CorpusJob job, const RunOptions& options,
                                         const RunMonitor& monitor,
                                         const std::function<Status(std::string_view)>& sink);

/// Does all that dedup() would do, in a scratch folder below options.temp, and then compares about
/// `sample` paragraphs (fewer where there are fewer) with all others, exactly. options.output and
/// options.index are not looked at. `summary`, where it is not null, gets that of the run. Memory:
/// options.memory_bytes, and where the sample does not fit kLimit. Errors: also those of dedup();
/// kUsage for options under which texts are not compared by their shingles, paragraph by paragraph,
/// in the whole corpus.
[[nodiscard]] Result<Measurement> measure(const RunOptions& options, std::uint64_t sample,
                                          const RunMonitor& monitor, RunSummary* summary = nullptr);

/// How repaired documents are written one after another.
enum class RepairedFormat : std::uint8_t { kText, kJsonl, kAsInput };

/// Repairs the inputs and hands the result to `sink` piece by piece, in the order of the input,
/// while it reads. Learns from the first 64 MiB unless options.profile is given. Text documents are
/// parted by U+000C. `sink` is called by one thread at a time; its view is valid during the call. A
/// failure that it gives ends the run and is what repair() gives. Cost: linear; memory: what the
/// options allow, at least some 100 MiB. Errors: those of `sink`, kResource, kInterrupted, those of
/// a profile that cannot be read.
[[nodiscard]] Result<RunSummary> repair(const RunOptions& options, RepairedFormat format,
                                        const RunMonitor& monitor,
                                        const std::function<Status(std::string_view)>& sink);

/// Learns a profile from the inputs and writes it to options.output, whole or not at all. Of inputs
/// with more than options.survey_bytes of text the documents of the least hashes are learnt: which
/// they are depends on the documents alone. Cost: linear; memory: 40 MiB a thread, below
/// options.memory_bytes. Errors: kConflict where the output is a folder or an input, kIo
/// on it, kResource, kInterrupted.
[[nodiscard]] Result<RunSummary> learn(const RunOptions& options, const RunMonitor& monitor);

/// What verify() found.
struct Verification {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;          ///< uncompressed; of an index as they lie on disk
  std::vector<std::string> faults;  ///< one line each; empty: the corpus is what its manifest says
};

/// Checks the corpus in the one folder of options.inputs against its manifest: sizes, checksums of
/// the content, counts of records, and that each keeper that the removed map names is in the
/// corpus. Where the folder is an index: that its files are whole and agree with each other.
/// Errors: where the manifest cannot be read, kResource, kInterrupted.
[[nodiscard]] Result<Verification> verify(const RunOptions& options, const RunMonitor& monitor);

/// Hands the repaired documents of the corpus in the one folder of options.inputs to `sink`, as
/// they were before paragraphs were removed: JSON Lines {"id","text"} in the order of the input,
/// furniture left out. Documents without any paragraph are not among them. Errors: kUsage where the
/// run was without
/// --keep-removed; kCorrupt, kIo; those of `sink`.
[[nodiscard]] Status restore(const RunOptions& options, const RunMonitor& monitor,
                             const std::function<Status(std::string_view)>& sink);

/// Tells what happened to one document of the corpus in the one folder of options.inputs:
/// what of it stayed, what went and for which keeper, and how its lines were put together. `name`
/// is the document's id, or its number as "#17". The source is read again as the manifest names it
/// (so from the folder that the run was started in) and repaired with the corpus' profile; where it
/// is missing or not what it was, the story says so and holds what the corpus holds. Cost: by
/// number, a few files of the corpus, and the source up to the document; by id, all files of the
/// corpus are read besides. Memory: about ten times the document. Errors: kNotFound for a name that
/// no document has, kUsage for one that several have, naming their numbers; kLimit for a document
/// above 128 MiB; kCorrupt, kIo, kResource, kInterrupted.
[[nodiscard]] Result<DocumentStory> explain(const RunOptions& options, std::string_view name,
                                            const RunMonitor& monitor);

/// Where a report was written.
struct ReportFile {
  std::string path;
  std::uint64_t bytes = 0;
};

/// Writes FOLDER/report.html about the corpus in the one folder of options.inputs: a page of
/// figures, charts and samples for a browser, in one file that asks the network for nothing.
/// Samples are bounded and chosen by hash; their sources are read again as for explain(), and where
/// they are not to be had, the page says so. Cost: the corpus and its removed map are read, the
/// sources as far as samples lie in them, at most 256 MiB of them repaired. Memory: what is sorted
/// goes to disk beyond options.memory_bytes; about 100 MiB besides. Errors: where the manifest or a
/// file of the corpus cannot be read, kResource, kIo on the report, kInterrupted.
[[nodiscard]] Result<ReportFile> report(const RunOptions& options, const RunMonitor& monitor);

/// galley's version, "0.1.0": major, minor, patch. The same input and options give the same bytes
/// with the same version; manifests name it.
[[nodiscard]] std::string_view version();

}  // namespace galley

#endif  // GALLEY_RUN_H_
