#include "cli/result_output.h"

#include <utility>

#include "bundel/terminal.h"

namespace bundel::cli {

void write_result(Output& out, const Plan& plan, CardOf card, const std::function<void(ResultWriter&)>& write) {
  if (info_of(plan.format).for_spreadsheets) out.mark_utf8();
  const bool to_terminal = plan.output.empty();
  const TableStyle style{
      to_terminal ? terminal_columns() : 0, to_terminal && terminal_colour(), {display_width, cut_to_width}};
  const std::unique_ptr<ResultWriter> writer =
      make_writer(plan.format, out.stream(), {style, plan.ascii, std::move(card)});
  write(*writer);
  writer->end();
}

}  // namespace bundel::cli
