#include "document/selectors/marks.hpp"

#include <string_view>
#include <unordered_map>

#include "document/forms/checkedness.hpp"
#include "document/forms/form_owner.hpp"
#include "document/forms/options.hpp"
#include "document/forms/validity.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

pugi::xml_node next_sibling_element(pugi::xml_node node) {
  do node = node.next_sibling();
  while (node && !is_element(node));
  return node;
}

bool is_first_element(pugi::xml_node element) {
  for (pugi::xml_node before = element.previous_sibling(); before; before = before.previous_sibling()) {
    if (is_element(before)) return false;
  }
  return true;
}

}  // namespace

Marks::Marks(pugi::xml_node scope, std::uint32_t kinds) {
  if (kinds == 0) return;
  if ((kinds & kScopeMark) != 0) put(is_element(scope) ? scope : next_element(scope, scope), " :scope");
  const pugi::xml_node root = scope.root();
  for (pugi::xml_node each = next_element(root, root); each; each = next_element(each, root)) {
    put_states(each, kinds);
    if ((kinds & kTypeMarks) != 0 && is_first_element(each)) put_types(each);
  }
}

Marks::~Marks() {
  for (Put& mark : marks_) mark.element.remove_attribute(mark.attribute);
}

void Marks::put_states(pugi::xml_node element, std::uint32_t kinds) {
  const auto mark = [&](Mark kind, const char* name, bool is_so) {
    if (is_so && (kinds & kind) != 0) put(element, name);
  };
  if ((kinds & kCheckedMark) != 0) put_checked(element);
  if ((kinds & (kDisabledMark | kEnabledMark)) != 0 && can_be_disabled(element)) {
    mark(kDisabledMark, " :disabled", is_disabled(element));
    mark(kEnabledMark, " :enabled", !is_disabled(element));
  }
  if ((kinds & (kOptionalMark | kRequiredMark)) != 0 && (can_be_required(element) || is_named(element, "button"))) {
    mark(kRequiredMark, " :required", is_required(element));
    mark(kOptionalMark, " :optional", !is_required(element));
  }
}

// A select's options are marked with it, all at once.
void Marks::put_checked(pugi::xml_node element) {
  if (is_named(element, "select")) {
    for (const pugi::xml_node option : selected_options(element)) put(option, " :checked");
  } else if (!is_named(element, "option") || !select_of(element)) {
    if (checkedness(element) == Checkedness::kOn) put(element, " :checked");
  }
}

void Marks::put_types(pugi::xml_node first) {
  struct Counts {
    int before = 0;
    int all = 0;
  };
  std::unordered_map<std::string_view, Counts> counts;
  for (pugi::xml_node each = first; each; each = next_sibling_element(each)) ++counts[each.name()].all;
  for (pugi::xml_node each = first; each; each = next_sibling_element(each)) {
    Counts& types = counts[each.name()];
    put(each, kTypePredecessorsMark, types.before);
    ++types.before;
    put(each, kTypeFollowersMark, types.all - types.before);
  }
}

void Marks::put(pugi::xml_node element, const char* name, int value) {
  pugi::xml_attribute attribute = element.append_attribute(name);
  attribute.set_value(value);
  marks_.push_back({element, attribute});
}

}  // namespace hxws
