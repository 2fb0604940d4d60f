// SPDX-License-Identifier: Apache-2.0
// The figures of the page. Histograms travel as the counts of their bins; what the bins are is
// known on both sides (galley/figures.h, page/figures.js).
#include <algorithm>

#include "report/report.h"
#include "report/sample_json.h"

namespace galley {

namespace {

// The counts from the first to the last that is none.
template <std::size_t kSize>
PageJson bins_json(const std::array<std::uint64_t, kSize>& bins) {
  std::size_t size = kSize;
  while (size > 0 && bins[size - 1] == 0) --size;
  PageJson json = PageJson::array();
  for (std::size_t i = 0; i < size; ++i) json.push_back(bins[i]);
  return json;
}

PageJson names_json(const std::vector<std::pair<std::string, std::string>>& values) {
  PageJson json = PageJson::object();
  for (const auto& [name, value] : values) json[name] = value;
  return json;
}

PageJson run_json(const ReportRun& run) {
  PageJson json;
  json["seconds"] = run.summary.seconds;
  json["threads"] = run.threads;
  json["memoryLimit"] = run.memory_limit_bytes;
  json["peakMemory"] = run.summary.peak_memory_bytes;
  json["spilled"] = run.summary.spilled_bytes;
  json["decoded"] = run.summary.decoded_bytes;
  json["stages"] = PageJson::array();
  for (std::size_t i = 0; i < kStages; ++i) {
    const StageTime& time = run.summary.stages[i];
    json["stages"].push_back({{"name", to_string(static_cast<Stage>(i))},
                              {"seconds", time.seconds},
                              {"cpu", time.cpu_seconds},
                              {"bytes", time.bytes}});
  }
  return json;
}

PageJson sources_json(const Report& report) {
  PageJson json;
  json["are"] = report.sources_are == Report::Sources::kSource ? "source" : "folder";
  json["distinct"] = report.sources.sources;
  json["rows"] = PageJson::array();
  for (const SourceRow& row : report.sources.rows) {
    const SourceCounts& counts = row.counts;
    json["rows"].push_back({{"name", row.name},
                            {"sources", row.sources},
                            {"others", row.of == SourceRow::Of::kOthers},
                            {"documents", counts.documents},
                            {"kept", counts.kept},
                            {"exact", counts.removed_exact},
                            {"near", counts.removed_near},
                            {"furniture", counts.furniture},
                            {"charsKept", counts.chars_kept},
                            {"charsRemoved", counts.chars_removed}});
  }
  json["copies"] = PageJson::array();
  for (const CopyCell& cell : report.sources.copies) {
    json["copies"].push_back(PageJson::array({cell.copier, cell.keeper, cell.paragraphs}));
  }
  json["inDocument"] = report.copies_in_document;
  json["inSource"] = report.copies_in_source;
  json["ofSources"] = report.copies_of_sources;
  json["ofEarlier"] = report.copies_of_earlier;
  return json;
}

PageJson figures_json(const RunFigures& figures) {
  PageJson json;
  json["lineCells"] = bins_json(figures.line_cells);
  json["columnCells"] = bins_json(figures.column_cells);
  json["lineChars"] = bins_json(figures.line_chars);
  json["edits"] = PageJson::object();
  for (std::size_t i = 0; i < kEditReasons; ++i) {
    json["edits"][std::string(to_string(static_cast<EditReason>(i)))] = figures.edits[i];
  }
  return json;
}

}  // namespace

std::string report_json(const Report& report) {
  PageJson json;
  json["folder"] = report.folder;
  json["options"] = names_json(report.options);
  json["versions"] = names_json(report.versions);
  json["inputs"] = report.inputs;
  json["inputBytes"] = report.input_bytes;
  json["outputBytes"] = report.output_bytes;
  for (const NamedCount& count : named_counts()) {
    json["counts"][std::string(count.name)] = report.counts.*count.value;
  }
  json["run"] = report.run ? run_json(*report.run) : PageJson();
  json["figures"] = report.figures == RunFigures() ? PageJson() : figures_json(report.figures);
  json["sources"] = sources_json(report);
  json["keptChars"] = bins_json(report.kept_chars);
  json["removedChars"] = bins_json(report.removed_chars);
  json["similarity"] = bins_json(report.similarity);
  json["keepersByCopies"] = bins_json(report.keepers_by_copies);
  json["keepers"] = report.keepers;
  json["mostCopied"] = PageJson::array();
  for (const CopiedParagraph& each : report.most_copied) {
    json["mostCopied"].push_back(copied_json(each));
  }
  json["pairs"] = PageJson::array();
  for (const auto* sample : {&report.near, &report.exact, &report.furniture}) {
    for (const ReportPair& pair : *sample) json["pairs"].push_back(pair_json(pair));
  }
  json["pages"] = PageJson::array();
  for (const ReportPage& page : report.pages) json["pages"].push_back(page_json(page));
  json["sourceFault"] = report.source_fault;
  json["sourceRemedy"] = report.source_remedy;
  json["unreadableInAll"] = report.unreadable_in_all;
  json["unreadable"] = PageJson::array();
  for (const Unreadable& each : report.unreadable) {
    json["unreadable"].push_back(
        {{"path", each.path}, {"line", each.line}, {"reason", each.reason}});
  }
  // What is no UTF-8 (paths) has been made printable before; this is for the unforeseen.
  return json.dump(-1, ' ', false, PageJson::error_handler_t::replace);
}

}  // namespace galley
