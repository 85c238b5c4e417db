/// Copy groups as blocks: the kept article, and below it the folded ones with what makes them copies.
///
///   c1  2023-02-14  regio/0017    kept            Brand in oude fabriek
///       2023-02-14  + dagblad/93  copy       93%  Grote brand in fabriek
///       2023-02-15  + avond/0008  identical       Brand in oude fabriek
#include "ground/number.h"
#include "report/cells.h"
#include "report/layout.h"
#include "report/tables.h"

#include <fmt/format.h>

#include <cassert>

namespace bundel {

namespace {

using namespace ground;
using namespace report_detail;

constexpr std::string_view kKept = "kept";

/// Where the cells of every row begin, or end where they stand to the right; the same for all groups of a table.
struct Columns {
  std::size_t body = 0;  ///< behind the group's name
  std::size_t id = 0;
  std::size_t kind = 0;
  std::size_t share_end = 0;
  std::size_t source = 0;
  std::size_t title = 0;
};

/// The widths of what stands in each column, seen one article after the other.
class Widths {
 public:
  explicit Widths(const TableStyle& style) : style_(style), names_(id_limit(style)), ids_(id_limit(style)) {
    kinds_.see(kKept.size());
  }

  void see(const GroupRecord& group, const CardOf& card) {
    names_.see(style_.measure.width(printable(group.group)));
    ids_.see(style_.measure.width(printable(group.kept)));
    see(card(group.kept, group.from));
    for (const CopyRecord& member : group.members) {
      ids_.see(kFoldedSign.size() + style_.measure.width(printable(member.id)));
      kinds_.see(name_of(member.kind).size());
      see(card(member.id, {}));
    }
  }

  [[nodiscard]] Columns columns() const {
    Columns at;
    at.body = names_.columns() + kGap;
    at.id = at.body + dates_.columns() + kGap;
    at.kind = at.id + ids_.columns() + kGap;
    at.share_end = at.kind + kinds_.columns() + kGap + kPercentColumns;
    at.source = at.share_end + kGap;
    at.title = sources_.columns() == 0 ? at.source : at.source + sources_.columns() + kGap;
    return at;
  }

 private:
  void see(const ArticleCard& card) {
    dates_.see(style_.measure.width(date_cell(card.date, style_)));
    if (is_roomy(style_)) sources_.see(style_.measure.width(printable(card.source)));
  }

  const TableStyle& style_;
  Breadth names_;
  Breadth dates_{kDateLimit};
  Breadth ids_;
  Breadth kinds_{kDateLimit};
  Breadth sources_{kSourceLimit};
};

class GroupsTable {
 public:
  GroupsTable(std::ostream& out, const Columns& at, const TableStyle& style)
      : out_(out), at_(at), style_(style), line_(style), id_columns_(at.kind - kGap - at.id) {}

  void put(const GroupRecord& group, const CardOf& card) {
    const ArticleCard kept = card(group.kept, group.from);
    line_.put(cut_middle(printable(group.group), at_.body - kGap, style_), Paint::dim);
    put_date(kept);
    line_.at(at_.id).put(cut_middle(printable(group.kept), id_columns_, style_));
    line_.at(at_.kind).put(kKept);
    put_title(kept, Paint::bold);
    if (!group.from.empty()) line_.at(at_.title).put(fmt::format("in {}", printable(group.from)), Paint::dim).end(out_);
    for (const CopyRecord& member : group.members) put(member, card(member.id, {}));
    line_.end(out_);
  }

 private:
  void put(const CopyRecord& member, const ArticleCard& card) {
    const std::string id = cut_middle(printable(member.id), id_columns_ - kFoldedSign.size(), style_);
    put_date(card);
    line_.at(at_.id).put(fmt::format("{}{}", kFoldedSign, id));
    line_.at(at_.kind).put(name_of(member.kind));
    line_.right(at_.share_end, match_cell(member));
    put_title(card, Paint::plain);
    put_new(member);
  }

  /// What only the folded article has, under its title.
  void put_new(const CopyRecord& member) {
    if (member.new_headline) {
      line_.at(at_.title).put("the same body under another headline", Paint::dim).end(out_);
    } else if (!member.new_text.empty()) {
      const double share = 1 - member.in_kept;
      line_.at(at_.title)
          .put(fmt::format("new {}: {}", percent_text(share), printable(member.new_text)), Paint::dim)
          .end(out_);
    }
  }

  void put_date(const ArticleCard& card) { line_.at(at_.body).put(date_cell(card.date, style_), Paint::dim); }

  void put_title(const ArticleCard& card, Paint paint) {
    if (at_.title != at_.source) line_.at(at_.source).put(source_cell(card.source, style_), Paint::dim);
    line_.at(at_.title).put(title_cell(card.title), paint).end(out_);
  }

  std::ostream& out_;
  const Columns& at_;
  const TableStyle& style_;
  Line line_;
  std::size_t id_columns_;
};

}  // namespace

void report_detail::write_groups_table(std::ostream& out, std::span<const GroupRecord> groups, const CardOf& card,
                                       const TableStyle& style) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
  if (groups.empty()) return;
  Widths widths(style);
  std::uint64_t folded = 0;
  for (const GroupRecord& group : groups) {
    widths.see(group, card);
    folded += group.members.size();
  }
  const Columns at = widths.columns();
  GroupsTable table(out, at, style);
  for (const GroupRecord& group : groups) table.put(group, card);
  const std::string summary =
      fmt::format("{} · {} folded", counted(groups.size(), "group"), counted(folded, "article"));
  Line(style).put(summary, Paint::dim).end(out);
}

}  // namespace bundel
