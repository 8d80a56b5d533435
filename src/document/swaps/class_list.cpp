#include "document/swaps/class_list.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "ascii.hpp"

namespace hxws {
namespace {

using Classes = std::vector<std::string_view>;

Classes classes_of(std::string_view value) {
  Classes classes;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    if (at < value.size() && !is_space(value[at])) continue;
    const std::string_view name = value.substr(start, at - start);
    start = at + 1;
    if (!name.empty() && std::find(classes.begin(), classes.end(), name) == classes.end()) classes.push_back(name);
  }
  return classes;
}

void write(const Classes& classes, pugi::xml_attribute attribute) {
  std::string value;
  for (const std::string_view name : classes) {
    if (!value.empty()) value += ' ';
    value += name;
  }
  attribute.set_value(value.c_str());
}

}  // namespace

void add_class(pugi::xml_node element, std::string_view name) {
  pugi::xml_attribute attribute = element.attribute("class");
  if (attribute.empty()) attribute = element.append_attribute("class");
  Classes classes = classes_of(attribute.value());
  if (std::find(classes.begin(), classes.end(), name) == classes.end()) classes.push_back(name);
  write(classes, attribute);
}

void remove_class(pugi::xml_node element, std::string_view name) {
  const pugi::xml_attribute attribute = element.attribute("class");
  if (attribute.empty()) return;
  Classes classes = classes_of(attribute.value());
  classes.erase(std::remove(classes.begin(), classes.end(), name), classes.end());
  if (classes.empty()) {
    element.remove_attribute(attribute);
  } else {
    write(classes, attribute);
  }
}

}  // namespace hxws
