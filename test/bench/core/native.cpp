// The core natively, with the inputs of inputs.mjs; what it prints, program.mjs prints for the others.
//
//   native <inputs.json> find                   what it finds in each input
//   native <inputs.json> measure <milliseconds> MB/s of each group, measured for that long
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../../../wasm/abi.hpp"
#include "arena.hpp"
#include "fragments.hpp"
#include "payload.hpp"

namespace {

using Json = nlohmann::ordered_json;

struct Entry {
  std::string name;
  std::string value;
  std::uint32_t flags;
};
using Form = std::vector<Entry>;

// Texts are copied into the arena first, as they are copied into the module's memory.
std::string_view copied(std::string_view text) {
  char* copy = hxws::arena_array<char>(text.size());
  if (copy == nullptr) std::abort();
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

hxws::Fragments fragments_of(const std::string& message) {
  hxws::arena_reset();
  return hxws::parse_fragments(copied(message));
}

std::string_view payload_of(const Form& form) {
  hxws::arena_reset();
  auto* entries = hxws::arena_array<hxws::PayloadEntry>(form.size());
  if (entries == nullptr) std::abort();
  for (std::size_t index = 0; index < form.size(); ++index) {
    const auto& [name, value, flags] = form[index];
    entries[index] = {copied(name), copied(value), (flags & kNameIsJson) != 0, (flags & kValueIsJson) != 0,
                      (flags & kReplaces) != 0};
  }
  return hxws::payload_json(entries, form.size()).json;
}

Json found_in(const std::string& message) {
  const hxws::Fragments found = fragments_of(message);
  if (found.certainty == hxws::Certainty::kUnsure) return nullptr;
  Json elements = Json::array();
  for (std::uint32_t index = 0; index < found.count; ++index) {
    const pugi::xml_node node = found.elements[index].node;
    elements.push_back({node.name(), node.attribute("id").value()});
  }
  return elements;
}

Json found_in(const Form& form) { return std::string(payload_of(form)); }

void read(const std::string& message) { fragments_of(message); }
void read(const Form& form) { payload_of(form); }

// Of processor time, which what else the machine does changes least.
double now_in_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// All inputs again and again for so many seconds; the number of rounds in a second.
template <typename Input>
double rounds_per_second(const std::vector<Input>& inputs, double seconds) {
  const double start = now_in_seconds();
  double now = start;
  std::uint32_t rounds = 0;
  for (; now - start < seconds; now = now_in_seconds(), ++rounds) {
    for (const Input& input : inputs) read(input);
  }
  return rounds / (now - start);
}

// What each group of inputs comes to, by the group's name.
template <typename Input>
Json run(const std::vector<Input>& inputs, const Json& group, double seconds) {
  if (seconds == 0) {
    Json results = Json::array();
    for (const Input& input : inputs) results.push_back(found_in(input));
    return results;
  }
  rounds_per_second(inputs, seconds / 2);  // to warm up
  return group["bytes"].get<double>() * rounds_per_second(inputs, seconds) / 1e6;
}

std::vector<Form> forms_of(const Json& inputs) {
  std::vector<Form> forms;
  for (const Json& input : inputs) {
    Form form;
    for (const Json& entry : input["entries"]) {
      form.push_back(
          {entry["name"].get<std::string>(), entry["value"].get<std::string>(), entry["flags"].get<std::uint32_t>()});
    }
    forms.push_back(form);
  }
  return forms;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 1;
  std::ifstream file(words[1]);
  const Json groups = Json::parse(file);
  const double seconds = count > 3 ? std::atof(words[3]) / 1000 : 0;
  Json results;
  for (const Json& group : groups) {
    Json& result = results[group["name"].get<std::string>()];
    if (group["kind"] == "fragments") {
      result = run(group["inputs"].get<std::vector<std::string>>(), group, seconds);
    } else {
      result = run(forms_of(group["inputs"]), group, seconds);
    }
  }
  std::puts(results.dump().c_str());
  return 0;
}
