#include "document/forms/form_owner.hpp"

#include <algorithm>
#include <string_view>

#include "ascii.hpp"
#include "document/forms/input_type.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

bool is_one_of(pugi::xml_node element, std::initializer_list<std::string_view> names) {
  return is_element(element) && std::find(names.begin(), names.end(), element.name()) != names.end();
}

// The first legend among the fieldset's children.
pugi::xml_node legend_of(pugi::xml_node fieldset) { return fieldset.child("legend"); }

// Whether a disabled fieldset disables the element: any but through its first legend.
bool is_in_disabled_fieldset(pugi::xml_node element) {
  pugi::xml_node inner = element;
  for (pugi::xml_node outer = element.parent(); is_element(outer); outer = outer.parent()) {
    if (is_named(outer, "fieldset") && has_attribute(outer, "disabled") && legend_of(outer) != inner) return true;
    inner = outer;
  }
  return false;
}

}  // namespace

pugi::xml_node nearest_ancestor(pugi::xml_node element, const char* name) {
  pugi::xml_node ancestor = element.parent();
  while (ancestor && !is_named(ancestor, name)) ancestor = ancestor.parent();
  return ancestor;
}

bool is_listed(pugi::xml_node element) {
  return is_one_of(element, {"button", "fieldset", "input", "object", "output", "select", "textarea"});
}

bool is_submit_button(pugi::xml_node element) {
  if (is_named(element, "button")) {
    const std::string_view type = element.attribute("type").value();
    return !equals_lower(type, "button") && !equals_lower(type, "reset");
  }
  const InputType type = input_type(element);
  return type == InputType::kSubmit || type == InputType::kImage;
}

pugi::xml_node form_owner(pugi::xml_node element) {
  if (is_listed(element) && has_attribute(element, "form")) {
    const pugi::xml_node owner = element_by_id(element.root(), element.attribute("form").value());
    return is_named(owner, "form") ? owner : pugi::xml_node();
  }
  if (is_named(element, "option")) {
    const pugi::xml_node select = nearest_ancestor(element, "select");
    return select ? form_owner(select) : select;
  }
  return nearest_ancestor(element, "form");
}

std::vector<pugi::xml_node> listed_elements(pugi::xml_node form) {
  std::vector<pugi::xml_node> elements;
  const pugi::xml_node root = form.root();
  const std::string_view id = form.attribute("id").value();
  const bool is_found_by_id = has_attribute(form, "id") && element_by_id(root, id) == form;
  for (pugi::xml_node each = next_element(root, root); each; each = next_element(each, root)) {
    if (!is_listed(each)) continue;
    const pugi::xml_attribute owner = each.attribute("form");
    const bool is_owned = owner ? is_found_by_id && owner.value() == id : nearest_ancestor(each, "form") == form;
    if (is_owned) elements.push_back(each);
  }
  return elements;
}

std::vector<pugi::xml_node> form_elements(pugi::xml_node form) {
  std::vector<pugi::xml_node> elements = listed_elements(form);
  const auto is_image = [](pugi::xml_node element) { return input_type(element) == InputType::kImage; };
  elements.erase(std::remove_if(elements.begin(), elements.end(), is_image), elements.end());
  return elements;
}

pugi::xml_node default_button(pugi::xml_node form) {
  const std::vector<pugi::xml_node> elements = listed_elements(form);
  const auto button = std::find_if(elements.begin(), elements.end(), is_submit_button);
  return button == elements.end() ? pugi::xml_node() : *button;
}

bool can_be_disabled(pugi::xml_node element) {
  return is_one_of(element, {"button", "fieldset", "input", "optgroup", "option", "select", "textarea"});
}

bool is_disabled_option(pugi::xml_node option) {
  return has_attribute(option, "disabled") || has_attribute(nearest_ancestor(option, "optgroup"), "disabled");
}

bool is_disabled(pugi::xml_node element) {
  if (!can_be_disabled(element)) return false;
  if (has_attribute(element, "disabled")) return true;
  if (!is_named(element, "optgroup") && !is_named(element, "option")) return is_in_disabled_fieldset(element);
  return is_disabled_option(element) || is_disabled(nearest_ancestor(element, "select"));
}

}  // namespace hxws
