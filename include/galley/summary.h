// SPDX-License-Identifier: Apache-2.0
// What a run tells of itself: the counts of the manifest, and what differs from run to run.
#ifndef GALLEY_SUMMARY_H_
#define GALLEY_SUMMARY_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

/// Counts that the same input and options always give; all of them stand in manifest.json.
///
/// The letters' account: letters_in - letters_edited + letters_added = letters_kept +
/// letters_removed.
struct RunCounts {
  std::uint64_t documents = 0;      ///< read, in all inputs
  std::uint64_t repeated_ids = 0;   ///< documents whose id an earlier document has
  std::uint64_t paragraphs_in = 0;  ///< after repair; without furniture
  std::uint64_t kept = 0;           ///< paragraphs
  std::uint64_t removed_exact = 0;
  std::uint64_t removed_near = 0;
  std::uint64_t removed_by_index = 0;  ///< of both, those whose keeper an earlier run holds
  std::uint64_t furniture = 0;         ///< lines of running heads, page numbers ...
  std::uint64_t letters_in = 0;        ///< of the decoded documents
  std::uint64_t letters_kept = 0;
  std::uint64_t letters_removed = 0;  ///< of removed paragraphs and furniture
  std::uint64_t letters_edited = 0;   ///< input letters that edits dropped or replaced
  std::uint64_t letters_added = 0;    ///< letters that edits put in their place
  std::uint64_t bad_bytes = 0;        ///< input bytes that no encoding could read
  std::uint64_t joins = 0;            ///< line breaks that were no ends of paragraphs
  std::uint64_t words_rejoined = 0;   ///< of them, words that a line's end had split
  std::uint64_t resumed = 0;          ///< paragraphs put together from parts that stood apart
  std::uint64_t candidate_pairs = 0;  ///< compared letter by letter, or ruled out just before that
  std::uint64_t skipped_pairs = 0;    ///< left uncompared in bands that very many paragraphs share

  RunCounts& operator+=(const RunCounts& other);
  friend bool operator==(const RunCounts&, const RunCounts&) = default;
};

/// A count and its name in manifest.json.
struct NamedCount {
  std::string_view name;
  std::uint64_t RunCounts::* value;
};
/// All counts, in the order of the manifest. Static: valid as long as the program runs.
[[nodiscard]] std::span<const NamedCount> named_counts();

/// The stages of a run, in order.
enum class Stage : std::uint8_t { kPlan, kSurvey, kMap, kMatch, kResolve, kEmit };
inline constexpr std::size_t kStages = 6;
/// "plan", "survey", "map", "match", "resolve", "emit"
[[nodiscard]] std::string_view to_string(Stage stage);

/// What one stage took. Differs from run to run: stands in run.json only.
struct StageTime {
  double seconds = 0;       ///< wall clock
  double cpu_seconds = 0;   ///< of all threads
  std::uint64_t bytes = 0;  ///< that the stage worked on
};

/// The kinds of work that the stages are made of; RunMonitor::work_timing has them timed.
enum class Work : std::uint8_t {
  kRead,    ///< decompressing, and cutting into chunks
  kDecode,  ///< JSON and encodings to UTF-8, mojibake undone
  kLearn,   ///< the survey
  kRepair,
  kFingerprint,  ///< hashes, signatures and keys, and handing them to the search
  kSpool,        ///< keeping the repaired text
  kMatch,        ///< finding pairs, comparing them, deciding who stays
  kWrite,        ///< corpus and removed map as JSON, and their checksums
  kCompress,
};
inline constexpr std::size_t kWorks = 9;
[[nodiscard]] std::string_view to_string(Work work);

/// An input, or a part of one, that could not be read.
struct Unreadable {
  std::string path;
  std::uint64_t line = 0;  ///< from 1; 0 for a whole file
  std::string reason;
};

/// A stretch of text before and after, or a removed paragraph and its keeper: for the run's
/// summary.
struct Sample {
  std::string place;  ///< where it stands in the input
  std::string before;
  std::string after_place;  ///< of a keeper; empty for a repair
  std::string after;
  std::string note;  ///< what was done, in a few words
};

/// The outcome of a run. It owns all that it holds. Sizes are in bytes, times in seconds of wall
/// clock unless a member says otherwise; nothing is decided by them.
struct RunSummary {
  enum class State : std::uint8_t { kDone, kAlreadyComplete };
  State state = State::kDone;
  RunCounts counts;
  std::vector<Unreadable> unreadable;
  std::array<StageTime, kStages> stages{};
  std::array<double, kWorks> work_cpu_seconds{};  ///< zero where it was not asked for
  std::uint64_t bytes_in = 0;                     ///< as the inputs lie on disk
  std::uint64_t decoded_bytes = 0;                ///< of the documents' text
  std::uint64_t bytes_out = 0;                    ///< of the corpus shards on disk
  std::uint64_t spilled_bytes = 0;
  std::uint64_t peak_memory_bytes = 0;
  double seconds = 0;
  std::uint64_t resumed_tasks = 0;  ///< of map, done by a run that had not come to its end
  std::string index_run;            ///< the run's name in its index; empty where it has none
  std::vector<Sample> samples;      ///< at most one repair and one removal
};

}  // namespace galley

#endif  // GALLEY_SUMMARY_H_
