#include "document/swaps/preserved.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "document/forms/form_owner.hpp"
#include "document/selectors/query.hpp"
#include "document/swaps/message.hpp"
#include "document/swaps/targets.hpp"
#include "document/tree.hpp"
#include "document/tree_memory.hpp"

namespace hxws {
namespace {

constexpr const char* kPantryId = "--htmx-preserve-pantry--";

pugi::xml_node make_pantry(pugi::xml_node document) {
  const pugi::xml_node body = body_of(document);
  if (!body) return {};
  pugi::xml_node pantry = body.parent().insert_child_after("div", body);
  pantry.append_attribute("id").set_value(kPantryId);
  return pantry;
}

std::vector<pugi::xml_node> preserving(pugi::xml_node content) {
  std::vector<pugi::xml_node> found;
  for (pugi::xml_node each = next_element(content, content); each; each = next_element(each, content)) {
    if (has_attribute(each, "hx-preserve") || has_attribute(each, "data-hx-preserve")) found.push_back(each);
  }
  return found;
}

// HTML, section 4.10.3: a field's name hides a property of its form, of which htmx then makes a selector that is none.
bool hides_id(pugi::xml_node element) {
  if (!is_named(element, "form")) return false;
  const std::vector<pugi::xml_node> fields = form_elements(element);
  return std::any_of(fields.begin(), fields.end(), [](pugi::xml_node field) {
    return field.attribute("name").value() == std::string_view("id") ||
           field.attribute("id").value() == std::string_view("id");
  });
}

}  // namespace

bool contains(pugi::xml_node ancestor, pugi::xml_node node) {
  for (; node; node = node.parent()) {
    if (node == ancestor) return true;
  }
  return false;
}

pugi::xml_node preserve_pantry(pugi::xml_node document) {
  // beside the body, where only htmx puts anything, and so near that it costs nothing to look
  for (const pugi::xml_node child : document.child("html").children("div")) {
    if (child.attribute("id").value() == std::string_view(kPantryId)) return child;
  }
  return {};
}

bool put_aside_preserved(pugi::xml_node document, pugi::xml_node content) {
  for (const pugi::xml_node placeholder : preserving(content)) {
    const char* id = htmx_attribute(placeholder, "id");
    if (id == nullptr) id = "null";
    const pugi::xml_node existing = *id == '\0' ? pugi::xml_node() : element_by_id(document, id);
    if (!existing) continue;
    pugi::xml_node pantry = preserve_pantry(document);
    if (!pantry) pantry = make_pantry(document);
    if (!pantry || contains(existing, pantry)) return false;
    pantry.append_move(existing);
  }
  return true;
}

pugi::xml_node place_of_preserved(pugi::xml_node document, pugi::xml_node preserved) {
  if (hides_id(preserved)) return {};
  // htmx writes the id as it is: one with a dot finds something else or nothing
  SelectorFault fault = {};
  const CountsFor nobody(nullptr);
  return select_first(document, std::string("#") + preserved.attribute("id").value(), fault);
}

}  // namespace hxws
