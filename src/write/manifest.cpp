// SPDX-License-Identifier: Apache-2.0
#include "write/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/try.h"
#include "base/utf8.h"

namespace galley {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "corpus 1";
constexpr std::string_view kBeforeChecksum = ",\n  \"checksum\": \"";
constexpr std::string_view kBehindChecksum = "\"\n}\n";
constexpr std::size_t kChecksumDigits = 32;
// Ten million inputs of 100 bytes each; a manifest is never that large by honest means.
constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30;

Result<Hash128> parse_hash(const Json& json, const std::string& path) {
  const auto text = json.get<std::string>();
  Hash128 hash;
  std::uint64_t* const halves[] = {&hash.high, &hash.low};
  for (std::size_t i = 0; i < 32; ++i) {
    const char digit = text.size() == 32 ? text[i] : '?';
    const std::size_t value = std::string_view("0123456789abcdef").find(digit);
    if (value == std::string_view::npos) {
      return fail(ErrorCode::kCorrupt, path, "has a damaged checksum", "run galley clean again");
    }
    *halves[i / 16] = *halves[i / 16] << 4 | value;
  }
  return hash;
}

// The counts from the first to the last that is none, so that a manifest stays short to read.
template <std::size_t kSize>
Json counts_of(const std::array<std::uint64_t, kSize>& counts) {
  std::size_t size = kSize;
  while (size > 0 && counts[size - 1] == 0) --size;
  return Json(std::vector<std::uint64_t>(counts.begin(), counts.begin() + size));
}

template <std::size_t kSize>
void read_counts(const Json& json, std::array<std::uint64_t, kSize>& counts) {
  for (std::size_t i = 0; i < std::min(kSize, json.size()); ++i) counts[i] = json.at(i);
}

// A line each: hundreds of numbers, of which no one is looked at alone.
void append_figures(std::string& text, const RunFigures& figures) {
  if (figures == RunFigures()) return;
  Json edits = Json::object();
  for (std::size_t i = 0; i < kEditReasons; ++i) {
    if (figures.edits[i] == 0) continue;
    edits[std::string(to_string(static_cast<EditReason>(i)))] = figures.edits[i];
  }
  text += ",\n  \"figures\": {\n    \"line_cells\": " + counts_of(figures.line_cells).dump();
  text += ",\n    \"column_cells\": " + counts_of(figures.column_cells).dump();
  text += ",\n    \"line_chars\": " + counts_of(figures.line_chars).dump();
  text += ",\n    \"edits\": " + edits.dump() + "\n  }";
}

RunFigures read_figures(const Json& json) {
  RunFigures figures;
  read_counts(json.at("line_cells"), figures.line_cells);
  read_counts(json.at("column_cells"), figures.column_cells);
  read_counts(json.at("line_chars"), figures.line_chars);
  for (std::size_t i = 0; i < kEditReasons; ++i) {
    const auto at = json.at("edits").find(std::string(to_string(static_cast<EditReason>(i))));
    if (at != json.at("edits").end()) figures.edits[i] = *at;
  }
  return figures;
}

}  // namespace

std::string Manifest::identity() const {
  std::string lines = std::string(kFormat) + '\n';
  for (const auto& [name, value] : options)
    lines += "option " + name + ' ' + printable(value) + '\n';
  for (const auto& [name, value] : versions) lines += "version " + name + ' ' + value + '\n';
  for (const InputFacts& input : inputs) {
    lines += "input " + printable(input.path) + ' ' + std::to_string(input.bytes) + ' ' +
             input.sampled_hash + '\n';
  }
  return lines;
}

std::string to_json(const Manifest& manifest) {
  Json json;
  json["galley"] = kFormat;
  json["options"] = Json::object();
  for (const auto& [name, value] : manifest.options) json["options"][name] = value;
  json["versions"] = Json::object();
  for (const auto& [name, value] : manifest.versions) json["versions"][name] = value;
  json["inputs"] = Json::array();
  for (const InputFacts& input : manifest.inputs) {
    json["inputs"].push_back({{"path", printable(input.path)},
                              {"bytes", input.bytes},
                              {"sampled_xxh3_64", input.sampled_hash},
                              {"documents", input.documents}});
  }
  json["outputs"] = Json::array();
  for (const OutputFile& output : manifest.outputs) {
    json["outputs"].push_back({{"name", output.name},
                               {"bytes", output.bytes},
                               {"uncompressed_bytes", output.uncompressed_bytes},
                               {"xxh3_128", to_hex(output.xxh3_128)}});
  }
  json["counts"] = Json::object();
  for (const NamedCount& count : named_counts()) {
    json["counts"][std::string(count.name)] = manifest.counts.*count.value;
  }
  json["unreadable"] = Json::array();
  for (const Unreadable& unreadable : manifest.unreadable) {
    json["unreadable"].push_back({{"path", printable(unreadable.path)},
                                  {"line", unreadable.line == 0 ? Json() : Json(unreadable.line)},
                                  {"reason", printable(unreadable.reason)}});
  }
  std::string text = json.dump(2);
  text.resize(text.size() - 2);  // "\n}"
  append_figures(text, manifest.figures);
  const std::string checksum = to_hex(hash128(text.data(), text.size()));
  text += kBeforeChecksum;
  text += checksum;
  text += kBehindChecksum;
  return text;
}

namespace {

// A flipped digit leaves JSON sound: nothing but a checksum tells.
bool has_right_checksum(std::string_view text) {
  constexpr std::size_t kTail = kBeforeChecksum.size() + kChecksumDigits + kBehindChecksum.size();
  if (text.size() < kTail || !text.ends_with(kBehindChecksum)) return false;
  const std::string_view before = text.substr(0, text.size() - kTail);
  const std::string_view tail = text.substr(before.size());
  return tail.starts_with(kBeforeChecksum) &&
         tail.substr(kBeforeChecksum.size(), kChecksumDigits) ==
             to_hex(hash128(before.data(), before.size()));
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text, const std::string& path) {
  const auto corrupt = [&](std::string what) {
    return fail(ErrorCode::kCorrupt, path, std::move(what),
                "restore it, or run galley clean again with --overwrite");
  };
  // The library reports faults by exceptions; they end here.
  try {
    const Json json = Json::parse(text);
    if (json.at("galley") != kFormat) {
      return fail(ErrorCode::kUnsupported, path, "was written by another version of galley",
                  "use that version, or run galley clean again with --overwrite");
    }
    if (!has_right_checksum(text)) return corrupt("is not as it was written");
    Manifest manifest;
    for (const auto& [name, value] : json.at("options").items()) {
      manifest.options.emplace_back(name, value.get<std::string>());
    }
    for (const auto& [name, value] : json.at("versions").items()) {
      manifest.versions.emplace_back(name, value.get<std::string>());
    }
    for (const Json& input : json.at("inputs")) {
      manifest.inputs.push_back({input.at("path"), input.at("bytes"), input.at("sampled_xxh3_64"),
                                 input.at("documents")});
    }
    for (const Json& output : json.at("outputs")) {
      GALLEY_ASSIGN(const Hash128 hash, parse_hash(output.at("xxh3_128"), path));
      manifest.outputs.push_back(
          {output.at("name"), output.at("bytes"), output.at("uncompressed_bytes"), hash});
    }
    for (const NamedCount& count : named_counts()) {
      manifest.counts.*count.value =
          json.at("counts").at(std::string(count.name)).get<std::uint64_t>();
    }
    for (const Json& unreadable : json.at("unreadable")) {
      const Json& line = unreadable.at("line");
      manifest.unreadable.push_back({unreadable.at("path"),
                                     line.is_null() ? 0 : line.get<std::uint64_t>(),
                                     unreadable.at("reason")});
    }
    // Corpora of before there were figures have none.
    if (json.contains("figures")) manifest.figures = read_figures(json.at("figures"));
    return manifest;
  } catch (const Json::exception&) {
    return corrupt("is damaged");
  }
}

Result<Manifest> read_manifest(const std::string& folder) {
  const std::string path = join_path(folder, kManifestName);
  Result<std::string> text = read_file(path, kMostBytes);
  if (text) return parse_manifest(*text, path);
  if (path_exists(path) || text.error().code == ErrorCode::kResource) {
    return std::unexpected(std::move(text).error());
  }
  if (!path_exists(folder)) {
    return fail(ErrorCode::kNotFound, folder, "does not exist", "check the name");
  }
  return fail(ErrorCode::kNotFound, folder,
              fmt::format("is no finished corpus: it holds no {}", kManifestName),
              "name the output folder of galley clean; finish an interrupted run with --resume");
}

}  // namespace galley
