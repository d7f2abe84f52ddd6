// The solver inside the command asks LAPACK for two functions, and few runs need the solver: LAPACK, and
// the Fortran that it brings, are loaded by the first that does.
#include <cstdio>
#include <cstdlib>

#include "entente/core/late.hpp"

namespace {

template <class Function>
Function* of_lapack(const char* name) {
    if (void* const found = entente::late_function("liblapack.so.3", name))
        return reinterpret_cast<Function*>(found);
    std::fputs("entente: liblapack.so.3 is not installed, and integer programs need it\n", stderr);
    std::exit(2);
}

using Factor = void(const int*, const int*, double*, const int*, int*, int*);
using Solve = void(const char*, const int*, const int*, const double*, const int*, const int*, double*,
                   const int*, int*, int);

}  // namespace

extern "C" {
[[gnu::visibility("hidden")]] Factor dgetrf_;
[[gnu::visibility("hidden")]] Solve dgetrs_;

void dgetrf_(const int* rows, const int* columns, double* matrix, const int* stride, int* pivots,
             int* info) {
    static Factor* const real = of_lapack<Factor>("dgetrf_");
    real(rows, columns, matrix, stride, pivots, info);
}

void dgetrs_(const char* transposed, const int* order, const int* sides, const double* factors,
             const int* stride, const int* pivots, double* right, const int* right_stride, int* info,
             int length) {
    static Solve* const real = of_lapack<Solve>("dgetrs_");
    real(transposed, order, sides, factors, stride, pivots, right, right_stride, info, length);
}
}
