#include "document/swaps/settling.hpp"

#include "document/swaps/class_list.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

constexpr const char* kAddedClass = "htmx-added";

bool is_inside(pugi::xml_node parent, pugi::xml_node node) {
  do node = node.parent();
  while (node && node != parent);
  return !node.empty();
}

// The first of that name and id inside `parent`.
pugi::xml_node namesake(pugi::xml_node parent, pugi::xml_node element, std::string_view id, pugi::xml_node only) {
  if (id == only.attribute("id").value()) {
    return is_named(only, element.name()) && is_inside(parent, only) ? only : pugi::xml_node();
  }
  for (pugi::xml_node each = next_element(parent, parent); each; each = next_element(each, parent)) {
    if (is_named(each, element.name()) && id == each.attribute("id").value()) return each;
  }
  return {};
}

}  // namespace

Settling::Values Settling::values_of(pugi::xml_node element) {
  Values values;
  for (std::size_t index = 0; index < kNames.size(); ++index) {
    const pugi::xml_attribute attribute = element.attribute(kNames[index]);
    if (!attribute.empty()) values[index] = attribute.value();
  }
  return values;
}

void Settling::give(pugi::xml_node element, const Values& values) {
  for (std::size_t index = 0; index < kNames.size(); ++index) {
    pugi::xml_attribute attribute = element.attribute(kNames[index]);
    if (!values[index]) {
      element.remove_attribute(attribute);
    } else {
      if (attribute.empty()) attribute = element.append_attribute(kNames[index]);
      attribute.set_value(values[index]->c_str());
    }
  }
}

void Settling::borrow_attributes(pugi::xml_node parent, pugi::xml_node content, pugi::xml_node only) {
  if (!parent) return;
  for (pugi::xml_node each = next_element(content, content); each; each = next_element(each, content)) {
    const std::string_view id = each.attribute("id").value();
    const pugi::xml_node old = id.empty() ? pugi::xml_node() : namesake(parent, each, id, only);
    if (!old) continue;
    Values own = values_of(each);
    give(each, values_of(old));
    tasks_.push_back({watched_.watch(each), std::move(own)});
  }
}

void Settling::take_in(pugi::xml_node inserted) {
  add_class(inserted, kAddedClass);
  tasks_.push_back({watched_.watch(inserted), std::nullopt});
}

std::vector<pugi::xml_node> Settling::settle() {
  std::vector<pugi::xml_node> inserted;
  for (const Task& task : tasks_) {
    const pugi::xml_node element = watched_.find(task.element);
    if (!element) continue;
    if (task.values) {
      give(element, *task.values);
    } else {
      remove_class(element, kAddedClass);
      inserted.push_back(element);
    }
  }
  tasks_.clear();
  return inserted;
}

}  // namespace hxws
