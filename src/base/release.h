// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_RELEASE_H_
#define GALLEY_BASE_RELEASE_H_

namespace galley {

/// Empties a container and gives its memory back; `container = {}` and clear() keep it.
template <class Container>
void release(Container& container) {
  Container().swap(container);
}

}  // namespace galley

#endif  // GALLEY_BASE_RELEASE_H_
