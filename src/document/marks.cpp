#include "document/marks.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

#include "document/checkedness.hpp"
#include "document/form_owner.hpp"
#include "document/options.hpp"
#include "document/selector.hpp"
#include "document/tree.hpp"
#include "document/validity.hpp"

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

std::string states_of(pugi::xml_node element) {
  std::string states;
  if (checkedness(element) == Checkedness::kOn) states += kIsChecked;
  if (can_be_disabled(element)) states += is_disabled(element) ? kIsDisabled : kIsEnabled;
  if (is_required(element)) {
    states += kIsRequired;
  } else if (can_be_required(element) || is_named(element, "button")) {
    states += kIsOptional;
  }
  return states;
}

}  // namespace

Marks::Marks(pugi::xml_node scope, std::uint32_t kinds) {
  if (kinds == 0) return;
  const pugi::xml_node scope_element = is_element(scope) ? scope : next_element(scope, scope);
  const pugi::xml_node root = scope.root();
  for (pugi::xml_node each = next_element(root, root); each; each = next_element(each, root)) {
    if ((kinds & (kStateMarks | kScopeMark)) != 0) put_states(each, kinds, each == scope_element);
    if ((kinds & kTypeMarks) != 0 && is_first_element(each)) put_types(each);
  }
}

Marks::~Marks() {
  for (Mark& mark : marks_) mark.element.remove_attribute(mark.attribute);
}

void Marks::put_states(pugi::xml_node element, std::uint32_t kinds, bool is_scope) {
  std::string states;
  if ((kinds & kStateMarks) != 0) states = states_of(element);
  if (is_scope) states += kIsScope;
  if (!states.empty()) put(element, kStatesMark, states.c_str());
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
    put(each, kTypePredecessorsMark, std::to_string(types.before).c_str());
    ++types.before;
    put(each, kTypeFollowersMark, std::to_string(types.all - types.before).c_str());
  }
}

void Marks::put(pugi::xml_node element, const char* name, const char* value) {
  pugi::xml_attribute attribute = element.append_attribute(name);
  attribute.set_value(value);
  marks_.push_back({element, attribute});
}

}  // namespace hxws
