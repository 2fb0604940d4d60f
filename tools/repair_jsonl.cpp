// SPDX-License-Identifier: Apache-2.0
// A developer's tool, not installed: repairs JSON Lines {"id","text"} from stdin to stdout, so that
// repair can be scored and profiled by itself.
//
//   galley_repair_jsonl [--learn FILE] [--no-learn] [--features FILE] [--confidence N]
//                       [--near] [--time]
//
// It learns from stdin, from FILE with --learn, or not at all. --features writes, for each break
// that the forest would decide, the record's id, the bytes where the break begins and ends, the
// script family and the features, parted by tabs: what tools/train/fit.py reads.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "galley/profile.h"
#include "galley/repair.h"
#include "repair/breaks.h"
#include "repair/furniture.h"
#include "repair/look.h"

namespace {

using galley::Document;

struct Record {
  std::string id;
  std::string text;
};

std::vector<Record> read_records(std::istream& in) {
  std::vector<Record> records;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    const nlohmann::json json = nlohmann::json::parse(line);
    const auto& id = json.at("id");
    records.push_back(
        {id.is_string() ? id.get<std::string>() : id.dump(), json.at("text").get<std::string>()});
  }
  return records;
}

galley::Profile learn(const std::vector<Record>& records) {
  galley::ProfileLearner learner;
  for (const Record& record : records) {
    Document document;
    document.text = record.text;
    learner.learn(document);
  }
  return learner.take();
}

void dump_features(const std::vector<Record>& records, const galley::Vocabulary& vocabulary,
                   std::ostream& out) {
  galley::Look look;
  std::vector<galley::TakenLine> taken;
  galley::FeatureBlock block;
  const galley::FeatureLane row(block, 0);
  for (const Record& record : records) {
    (void)galley::read_lines(record.text, 0, look.lines);
    taken.clear();
    galley::take_furniture(record.text, vocabulary, look.lines, taken);
    galley::look_at(record.text, vocabulary, look);
    const galley::PageView page = look.page(record.text, vocabulary);
    const std::vector<galley::Line>& lines = look.lines;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (look.signs[i].settled) continue;
      galley::fill_features(page, i, look.signs[i], row);
      out << record.id << '\t' << lines[i].end << '\t' << lines[i + 1].begin << '\t'
          << (galley::is_ideographic_break(lines[i], lines[i + 1]) ? 1 : 0);
      for (std::size_t feature = 0; feature < galley::kFeatures; ++feature) {
        out << '\t' << unsigned{row[feature]};
      }
      out << '\n';
    }
  }
}

// Of the processor, not of the clock on the wall: developers' machines are shared.
double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::string learn_from, features;
  bool learns = true, times = false;
  galley::RepairOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--learn" && i + 1 < argc)
      learn_from = argv[++i];
    else if (word == "--features" && i + 1 < argc)
      features = argv[++i];
    else if (word == "--confidence" && i + 1 < argc)
      options.least_confidence = static_cast<std::uint8_t>(std::stoi(argv[++i]));
    else if (word == "--near")
      options.interrupted = galley::Interrupted::kNear;
    else if (word == "--no-learn")
      learns = false;
    else if (word == "--time")
      times = true;
    else
      return std::fprintf(stderr, "unknown word %s\n", word.c_str()), 2;
  }
  const std::vector<Record> records = read_records(std::cin);
  std::size_t bytes = 0;
  for (const Record& record : records) bytes += record.text.size();
  galley::Vocabulary vocabulary;
  const auto start = std::clock();
  if (!learn_from.empty()) {
    std::ifstream file(learn_from);
    vocabulary = learn(read_records(file)).vocabulary();
  } else if (learns) {
    vocabulary = learn(records).vocabulary();
  }
  if (times)
    std::fprintf(stderr, "learn  %.2f ns/B\n",
                 seconds_since(start) * 1e9 / static_cast<double>(bytes));
  if (!features.empty()) {
    std::ofstream out(features);
    dump_features(records, vocabulary, out);
    return 0;
  }
  galley::Repairer repairer(options, vocabulary);
  galley::RepairedDocument out;
  if (times) {
    const auto begin = std::clock();
    std::size_t written = 0;
    for (const Record& record : records) {
      Document document;
      document.text = record.text;
      repairer.repair(document, out);
      written += out.text.size();
    }
    std::fprintf(stderr, "repair %.2f ns/B of %zu, %zu written\n",
                 seconds_since(begin) * 1e9 / static_cast<double>(bytes), bytes, written);
    return 0;
  }
  for (const Record& record : records) {
    Document document;
    document.id = record.id;
    document.text = record.text;
    repairer.repair(document, out);
    std::cout << nlohmann::json{{"id", record.id}, {"text", out.text}}.dump() << '\n';
  }
  return 0;
}
