// SPDX-License-Identifier: Apache-2.0
// The rows of a range are read once, as many stretches at a time as memory has room for; then each
// part's list of rows is gone through, and what it names is written behind one another.
#include <memory>
#include <optional>
#include <utility>

#include "dedup/row_table.h"
#include "dedup/step_files.h"
#include "dedup/step_records.h"

namespace galley {

namespace {

// The rows of some neighbouring stretches, numbered on.
struct RangeRows {
  RangeRows(const SearchSteps& steps, std::uint32_t first_stretch)
      : first(first_stretch), rows(*steps.place, Keep::kFirst, steps.place->share(50)) {}

  // Where a row is in the table; nothing where it is none of them.
  [[nodiscard]] std::optional<std::uint64_t> place_of(std::uint64_t row) const {
    const std::uint64_t stretch = ArrivalRow::batch_of(row) - first;
    const std::uint64_t place = ArrivalRow::place_of(row);
    if (stretch + 1 >= begins.size() || place >= begins[stretch + 1] - begins[stretch]) {
      return std::nullopt;
    }
    return begins[stretch] + place;
  }
  [[nodiscard]] bool has(std::uint64_t row) const {
    const std::uint64_t stretch = ArrivalRow::batch_of(row);
    return stretch >= first && stretch - first + 1 < begins.size();
  }
  // Takes the stretches up to `end` in while they fit, one at least. Returns behind the last.
  [[nodiscard]] Result<std::uint32_t> adopt(const SearchSteps& steps, std::uint32_t end) {
    std::uint32_t number = first;
    for (; number < end; ++number) {
      GALLEY_ASSIGN(const SearchStretch stretch, steps.stretch(number));
      const std::uint64_t count = begins.back() + stretch.facts.rows;
      if (number > first && count * sizeof(Row) > steps.place->share(50)) break;
      if (stretch.facts.rows > 0) {
        GALLEY_ASSIGN(const std::uint64_t batch,
                      rows.adopt(join_path(stretch.folder, kRowsName), stretch.facts.rows,
                                 stretch.facts.first_ord));
        static_cast<void>(batch);
      }
      begins.push_back(count);
    }
    rows.settle();
    return number;
  }

  std::uint32_t first;
  RowTable rows;
  std::vector<std::uint64_t> begins{0};  // of each stretch
};

Result<std::vector<CopiesBegins>> read_copies_begins(const SearchSteps& steps,
                                                     std::span<const std::string> copies) {
  std::vector<CopiesBegins> all;
  for (const std::string& folder : copies) {
    GALLEY_ASSIGN(CopiesBegins begins, CopiesBegins::read(folder, steps.tasks));
    all.push_back(std::move(begins));
  }
  return all;
}

// Calls `use` for the rows of `range` that share keys of a part and repeat no other.
template <class Record, class Use>
Status for_each_wanted(const RangeRows& range, const std::string& copies, const SliceBegins& begins,
                       std::uint32_t task, Use use) {
  RowReader reader(range.rows);
  std::optional<std::uint64_t> last;
  return for_each_in_slice<SharedKey<Record>>(
      copies, kSharedName, begins, task, [&](const SharedKey<Record>& shared) -> Status {
        const std::uint64_t row = shared.record.row();
        if (row == last || !range.has(row)) return {};
        last = row;
        const std::optional<std::uint64_t> place = range.place_of(row);
        if (!place) return corrupt_step(copies);
        if (range.rows.repeats(*place)) return {};
        GALLEY_ASSIGN(const Row found, reader.read(*place));
        return use(NumberedRow{row, found});
      });
}

}  // namespace

Status write_rows(const SearchSteps& steps, std::uint32_t task, std::span<const std::string> copies,
                  SliceSink& out, const std::string& folder) {
  GALLEY_ASSIGN(const std::vector<CopiesBegins> begins, read_copies_begins(steps, copies));
  std::vector<std::uint64_t> numbers;  // first, how many rows each stretch has
  const std::uint32_t end = first_stretch(steps, task + 1);
  for (std::uint32_t first = first_stretch(steps, task); first < end;) {
    RangeRows range(steps, first);
    GALLEY_ASSIGN(first, range.adopt(steps, end));
    for (std::size_t stretch = 1; stretch < range.begins.size(); ++stretch) {
      numbers.push_back(range.begins[stretch] - range.begins[stretch - 1]);
    }
    for (std::size_t part = 0; part < copies.size(); ++part) {
      GALLEY_TRY(for_each_in_slice<std::uint64_t>(
          copies[part], kRepeatsName, begins[part].repeats, task, [&](std::uint64_t row) -> Status {
            if (!range.has(row)) return {};
            const std::optional<std::uint64_t> place = range.place_of(row);
            if (!place) return corrupt_step(copies[part]);
            range.rows.set_repeats(*place);
            return {};
          }));
    }
    GALLEY_TRY(out.begin_run(run_kind_of<NumberedRow>(kRowsName)));
    for (std::uint32_t part = 0; part < copies.size(); ++part) {
      const SliceBegins& shared = begins[part].shared;
      const auto use = [&](const NumberedRow& row) { return out.append_record(part, row); };
      GALLEY_TRY(steps.options->preset == DedupPreset::kOcr
                     ? for_each_wanted<AnchorRecord>(range, copies[part], shared, task, use)
                     : for_each_wanted<KeyRecord>(range, copies[part], shared, task, use));
    }
  }
  GALLEY_TRY(out.finish(numbers));
  return write_begins(folder, numbers);
}

std::unique_ptr<SliceSource> stored_rows(const SearchSteps& steps, std::uint32_t task,
                                         std::span<const std::string> rows) {
  return std::make_unique<SliceRunReader>(
      static_cast<std::uint32_t>(rows.size()),
      [&steps, task, rows](std::uint32_t range) -> Result<std::vector<StoredSlice>> {
        GALLEY_ASSIGN(BeginsReader numbers, BeginsReader::open(rows[range]));
        // How many rows each stretch has.
        for (std::uint32_t i = first_stretch(steps, range); i < first_stretch(steps, range + 1);
             ++i) {
          GALLEY_ASSIGN(const std::uint64_t count, numbers.next());
          static_cast<void>(count);
        }
        return slices_in(rows[range], numbers, run_kind_of<NumberedRow>(kRowsName), steps.tasks,
                         task);
      });
}

}  // namespace galley
