#include "document/forms/checkedness.hpp"

#include <string_view>

#include "document/forms/form_owner.hpp"
#include "document/forms/input_type.hpp"
#include "document/forms/options.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

// Section 4.10.5.1.16: the same name, and the same form or none.
bool is_in_group(pugi::xml_node radio, std::string_view name, pugi::xml_node form) {
  return input_type(radio) == InputType::kRadio && radio.attribute("name").value() == name && form_owner(radio) == form;
}

// Of several radio buttons of a group that say that they are checked, the last is.
bool is_last_marked(pugi::xml_node radio) {
  const std::string_view name = radio.attribute("name").value();
  if (name.empty()) return true;
  const pugi::xml_node form = form_owner(radio);
  const pugi::xml_node root = radio.root();
  for (pugi::xml_node each = next_element(radio, root); each; each = next_element(each, root)) {
    if (is_in_group(each, name, form) && is_marked(each)) return false;
  }
  return true;
}

bool is_inside(pugi::xml_node node, pugi::xml_node outer) {
  while (node && node != outer) node = node.parent();
  return !node.empty();
}

void unmark_outside(const std::vector<pugi::xml_node>& elements, pugi::xml_node inside) {
  for (const pugi::xml_node element : elements) {
    if (is_marked(element) && !is_inside(element, inside)) set_checked_state(element, false);
  }
}

}  // namespace

Checkedness checkedness(pugi::xml_node element) {
  const auto as_checkedness = [](bool on) { return on ? Checkedness::kOn : Checkedness::kOff; };
  if (is_named(element, "option")) return as_checkedness(is_selected(element));
  const InputType type = input_type(element);
  if (!is_checkable_type(type)) return Checkedness::kNone;
  return as_checkedness(is_marked(element) && (type == InputType::kCheckbox || is_last_marked(element)));
}

bool is_marked(pugi::xml_node element) {
  const pugi::xml_attribute state = element.attribute(kCheckedState);
  return state ? state.value()[0] == '1' : has_attribute(element, is_named(element, "option") ? "selected" : "checked");
}

void set_checked_state(pugi::xml_node element, bool on) {
  pugi::xml_attribute state = element.attribute(kCheckedState);
  if (!state) state = element.append_attribute(kCheckedState);
  state.set_value(on ? "1" : "0");
}

std::vector<pugi::xml_node> radio_group(pugi::xml_node radio) {
  const std::string_view name = radio.attribute("name").value();
  if (name.empty()) return {radio};
  const pugi::xml_node form = form_owner(radio);
  const pugi::xml_node root = radio.root();
  std::vector<pugi::xml_node> group;
  for (pugi::xml_node each = next_element(root, root); each; each = next_element(each, root)) {
    if (is_in_group(each, name, form)) group.push_back(each);
  }
  return group;
}

void check_radio(pugi::xml_node radio) {
  set_checked_state(radio, true);
  unmark_outside(radio_group(radio), radio);
}

void settle_inserted(pugi::xml_node inserted) {
  for (pugi::xml_node each = inserted; each; each = next_element(each, inserted)) {
    if (input_type(each) == InputType::kRadio && is_marked(each)) unmark_outside(radio_group(each), inserted);
    if (!is_named(each, "option") || !is_marked(each)) continue;
    const pugi::xml_node select = select_of(each);
    if (select && !has_attribute(select, "multiple")) unmark_outside(options_of(select), inserted);
  }
}

}  // namespace hxws
