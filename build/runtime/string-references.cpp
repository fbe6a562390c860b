// The SQLite binding keeps its property names in references to strings, which Node-API allows from version 10 on.
// A runtime of version 9 refuses them. Linked with --wrap in front of the three calls below, this file puts such a
// string into an array of one, refers to the array, and takes the string out again on reading. Everything that is not
// a string goes straight through.
#define NAPI_VERSION 8
#include <mutex>
#include <node_api.h>
#include <unordered_set>

namespace {

// Worker threads load the same library: one set for the process, one lock.
std::mutex boxed_lock;
std::unordered_set<napi_ref> &boxed() {
  static auto *references = new std::unordered_set<napi_ref>();
  return *references;
}

bool is_boxed(napi_ref reference) {
  const std::lock_guard<std::mutex> hold(boxed_lock);
  return boxed().count(reference) != 0;
}

} // namespace

extern "C" {

napi_status __real_napi_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref *result);
napi_status __real_napi_get_reference_value(napi_env env, napi_ref reference, napi_value *result);
napi_status __real_napi_delete_reference(napi_env env, napi_ref reference);

napi_status __wrap_napi_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref *result) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) != napi_ok || type != napi_string) {
    return __real_napi_create_reference(env, value, count, result);
  }
  // A weak reference would lose its box at the next collection while the string lives on.
  if (count == 0) return napi_generic_failure;
  napi_value box;
  napi_status status = napi_create_array_with_length(env, 1, &box);
  if (status == napi_ok) status = napi_set_element(env, box, 0, value);
  if (status == napi_ok) status = __real_napi_create_reference(env, box, count, result);
  if (status == napi_ok) {
    const std::lock_guard<std::mutex> hold(boxed_lock);
    boxed().insert(*result);
  }
  return status;
}

napi_status __wrap_napi_get_reference_value(napi_env env, napi_ref reference, napi_value *result) {
  const napi_status status = __real_napi_get_reference_value(env, reference, result);
  if (status != napi_ok || *result == nullptr || !is_boxed(reference)) return status;
  return napi_get_element(env, *result, 0, result);
}

napi_status __wrap_napi_delete_reference(napi_env env, napi_ref reference) {
  {
    // Forgotten before it is freed: another thread may be given the same address at once.
    const std::lock_guard<std::mutex> hold(boxed_lock);
    boxed().erase(reference);
  }
  return __real_napi_delete_reference(env, reference);
}
}
