/// The model of a run.
#include "bundel/error.h"
#include "bundel/settings.h"
#include "bundel/store.h"
#include "pipeline/steps.h"

#include <fmt/format.h>

namespace bundel::pipeline_detail {
namespace {

/// A setting that was given must be the model's; one that was left alone is the model's.
void refuse_others(const Settings& given, const Settings& of_model) {
  const std::vector<Setting> values = list_settings(given);
  const std::vector<Setting> models = list_settings(of_model);
  const std::vector<Setting> defaults = list_settings({});
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].value == models[i].value || values[i].value == defaults[i].value) continue;
    throw Error(
        ErrorKind::setting,
        fmt::format("{} is not {}, with which the model was made; leave it out", values[i].value, models[i].value),
        values[i].name);
  }
}

}  // namespace

Model known_model(const Settings& settings) {
  if (settings.model.empty()) return {settings.vectorise, settings.channel_weights, {}, {}};
  Model model = read_model(settings.model);
  Settings of_model = settings;
  of_model.vectorise = model.settings;
  of_model.channel_weights = model.channel_weights;
  try {
    check(of_model);
  } catch (const Error& error) {
    throw Error(ErrorKind::input, fmt::format("{} {}", error.where(), error.reason()), settings.model);
  }
  refuse_others(settings, of_model);
  return model;
}

}  // namespace bundel::pipeline_detail
