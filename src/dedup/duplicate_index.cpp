// SPDX-License-Identifier: Apache-2.0
#include "dedup/duplicate_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/atomic_file.h"
#include "base/check.h"
#include "base/try.h"
#include "base/utf8.h"
#include "dedup/index_merge.h"
#include "galley/option_names.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostListBytes = std::uint64_t{1} << 28;
constexpr std::size_t kMostParts = 8;

std::string file_name(std::uint64_t part, IndexFile file) {
  return fmt::format("part-{:06}.{}", part, kIndexEndings[static_cast<std::size_t>(file)]);
}

// Whether galley writes files of this name into an index.
bool is_index_file(std::string_view name) {
  if (name.ends_with(kPartEnding)) name.remove_suffix(kPartEnding.size());
  if (name == kIndexListName) return true;
  if (!name.starts_with("part-")) return false;
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view ending = name.substr(dot + 1);
  return name.substr(5, dot - 5).find_first_not_of("0123456789") == std::string_view::npos &&
         std::find(std::begin(kIndexEndings), std::end(kIndexEndings), ending) !=
             std::end(kIndexEndings);
}

// How many parts at the end are to be one: so many that each that is left is larger than all behind
// it together, and few are left.
std::size_t parts_to_merge(std::span<const IndexPart> parts) {
  std::uint64_t behind = 0;
  std::size_t most = 1;
  for (std::size_t count = 1; count <= parts.size(); ++count) {
    const IndexPart& part = parts[parts.size() - count];
    if (part.end - part.first <= behind) most = count;
    behind += part.end - part.first;
  }
  if (parts.size() - most + 1 > kMostParts) most = parts.size() - kMostParts + 1;
  return most;
}

}  // namespace

bool is_index(const std::string& folder) {
  return path_exists(join_path(folder, kIndexListName));
}

Result<DuplicateIndex> DuplicateIndex::open_folder(const std::string& folder,
                                                   const StopToken* stop) {
  GALLEY_ASSIGN(File lock, lock_folder(folder, stop));
  DuplicateIndex index(folder, std::move(lock));
  const std::string path = join_path(folder, kIndexListName);
  Result<std::string> text = read_file(path, kMostListBytes);
  if (!text && text.error().code == ErrorCode::kNotFound) {
    GALLEY_ASSIGN(const std::vector<std::string> names, list_folder(folder));
    for (const std::string& name : names) {
      // Of an index that was just begun; parts come after the list.
      if (name == part_path_of(kIndexListName)) continue;
      return fail(ErrorCode::kConflict, folder,
                  fmt::format("is no index: it holds {}", printable(name)),
                  "name an index, or a folder that is empty or new");
    }
    return index;
  }
  if (!text) return std::unexpected(std::move(text).error());
  GALLEY_ASSIGN(index.list_, parse_index_list(*text, path));
  index.is_listed_ = true;
  index.take_settings();
  index.see(index.list_.runs.size());
  return index;
}

Result<DuplicateIndex> DuplicateIndex::open(const std::string& folder, const DedupOptions& options,
                                            const StopToken* stop) {
  GALLEY_CHECK(options.scope == DedupScope::kCorpus);
  GALLEY_TRY(make_folders(folder));
  GALLEY_ASSIGN(DuplicateIndex index, open_folder(folder, stop));
  const auto settings = index_settings(options);
  if (index.list_.settings.empty()) {
    index.list_.settings = settings;
    index.take_settings();
    return index;
  }
  for (const auto& [name, value] : index.list_.settings) {
    const auto ours = std::find_if(settings.begin(), settings.end(),
                                   [&](const auto& each) { return each.first == name; });
    if (ours != settings.end() && ours->second == value) continue;
    return fail(
        ErrorCode::kConflict, folder,
        fmt::format("is an index made with --{} {}{}", name, printable(value),
                    ours == settings.end() ? std::string() : fmt::format(", not {}", ours->second)),
        "give the run the settings of the index, or name another index");
  }
  return index;
}

Result<DuplicateIndex> DuplicateIndex::open_as_it_is(const std::string& folder) {
  if (!is_index(folder)) {
    return fail(ErrorCode::kNotFound, folder, "is no index", "name the folder of an index");
  }
  return open_folder(folder, nullptr);
}

void DuplicateIndex::take_settings() {
  std::string text;
  for (const auto& [name, value] : list_.settings) {
    text += name + ' ' + value + '\n';
    if (name == "preset") {
      const bool is_ocr = value == name_of(DedupPreset::kOcr, kPresetNames);
      preset_ = is_ocr ? DedupPreset::kOcr : DedupPreset::kDefault;
    }
  }
  parameters_ = hash64(text);
}

void DuplicateIndex::see(std::size_t runs) {
  seen_runs_ = runs;
  seen_end_ = runs == 0 ? 0 : list_.runs[runs - 1].end;
  parts_.clear();
  for (const IndexPart& part : list_.parts) {
    if (part.first < seen_end_) parts_.push_back(part);
  }
}

void DuplicateIndex::begin_run(std::string_view name, std::string_view identity) {
  const std::string named = fmt::format("{}\nname {}", identity, name);
  run_.key = hash128(named.data(), named.size());
  const auto held = std::find_if(list_.runs.begin(), list_.runs.end(),
                                 [&](const IndexRun& run) { return run.key == run_.key; });
  holds_run_ = held != list_.runs.end();
  if (holds_run_) {
    run_ = *held;
    see(static_cast<std::size_t>(held - list_.runs.begin()));
    return;
  }
  see(list_.runs.size());
  run_.name = printable(name);
  for (unsigned count = 2; run_named(run_.name) != nullptr; ++count) {
    run_.name = fmt::format("{}-{}", printable(name), count);
  }
}

const IndexRun& DuplicateIndex::run_of(std::uint64_t serial) const {
  const auto after =
      std::upper_bound(list_.runs.begin(), list_.runs.end(), serial,
                       [](std::uint64_t value, const IndexRun& run) { return value < run.end; });
  GALLEY_CHECK(after != list_.runs.end());
  return *after;
}

const IndexRun* DuplicateIndex::run_named(std::string_view name) const {
  const auto run = std::find_if(list_.runs.begin(), list_.runs.end(),
                                [&](const IndexRun& each) { return each.name == name; });
  return run == list_.runs.end() ? nullptr : &*run;
}

std::string_view DuplicateIndex::kind_name(IndexFile file) const {
  switch (file) {
    case IndexFile::kExact:
      return "index-exact";
    case IndexFile::kKeys:
      return preset_ == DedupPreset::kOcr ? "index-anchors" : "index-keys";
    case IndexFile::kRows:
      return "index-rows";
    case IndexFile::kTexts:
      return "index-texts";
  }
  return "";
}

std::string DuplicateIndex::path_of(const IndexPart& part, IndexFile file) const {
  return join_path(folder_, file_name(part.number, file));
}

IndexPart DuplicateIndex::next_part(std::uint64_t texts) const {
  return {list_.next_part, list_.end(), list_.end() + texts};
}

Status DuplicateIndex::write_list() const {
  return write_file_atomically(join_path(folder_, kIndexListName), to_text(list_));
}

Status DuplicateIndex::prepare() {
  if (is_listed_) return {};
  GALLEY_TRY(write_list());
  is_listed_ = true;
  return {};
}

Status DuplicateIndex::publish(const IndexPart& part) {
  GALLEY_CHECK(!holds_run_ && part.first == list_.end());
  IndexList before = list_;
  if (part.end > part.first) {
    list_.parts.push_back(part);
    ++list_.next_part;
  }
  run_.first = part.first;
  run_.end = part.end;
  list_.runs.push_back(run_);
  if (Status written = write_list(); !written) {
    list_ = std::move(before);
    return written;
  }
  holds_run_ = true;
  return {};
}

Status DuplicateIndex::tidy(const StopToken& stop) {
  const std::size_t many = parts_to_merge(list_.parts);
  if (many > 1) {
    const auto begin = list_.parts.end() - static_cast<std::ptrdiff_t>(many);
    const std::vector<IndexPart> old(begin, list_.parts.end());
    const IndexPart merged{list_.next_part, old.front().first, old.back().end};
    GALLEY_TRY(merge_parts(*this, old, merged, stop));
    list_.parts.erase(begin, list_.parts.end());
    list_.parts.push_back(merged);
    ++list_.next_part;
    GALLEY_TRY(write_list());
  }
  return remove_strays();
}

Status DuplicateIndex::remove_strays() const {
  GALLEY_ASSIGN(const std::vector<std::string> names, list_folder(folder_));
  for (const std::string& name : names) {
    if (!is_index_file(name) || name == kIndexListName) continue;
    const bool is_listed =
        std::any_of(list_.parts.begin(), list_.parts.end(), [&](const IndexPart& part) {
          for (const IndexFile file :
               {IndexFile::kExact, IndexFile::kKeys, IndexFile::kRows, IndexFile::kTexts}) {
            if (name == file_name(part.number, file)) return true;
          }
          return false;
        });
    if (!is_listed) GALLEY_TRY(remove_file(join_path(folder_, name)));
  }
  return {};
}

}  // namespace galley
