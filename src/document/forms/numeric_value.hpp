// WHATWG HTML, sections 2.3.4 and 2.3.5: numbers, dates and times in texts; 4.10.5.3.7 and .8: min, max and step.
//
// A control's number is milliseconds since 1970 of a date, week or local date and time, milliseconds of the day of a
// time, months since 1970 of a month.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "document/forms/input_type.hpp"

namespace hxws {

// "Rules for parsing a valid ..." of the type. False where the text is not valid.
bool parse_numeric_value(InputType type, std::string_view text, double& number);

// "2020-01-01 10:00:00" -> "2020-01-01T10:00"; the text is a valid local date and time.
std::string normalized_local_date_and_time(std::string_view text);

// As JavaScript writes a number, of up to 15 digits.
std::string number_text(double number);

// The numbers that a control allows.
struct StepRange {
  bool has_minimum = false;
  bool has_maximum = false;
  bool has_step = true;
  double minimum = 0;
  double maximum = 0;
  double step = 1;
  // A number from which all steps are counted.
  double base = 0;
};

StepRange step_range(pugi::xml_node input);

bool is_step_mismatch(const StepRange& range, double number);

// The number of a range control that is nearest to the number.
double clamp_to_range(const StepRange& range, double number);

}  // namespace hxws
