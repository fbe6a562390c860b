/*
 * The power-cut recorder: an LD_PRELOAD library that writes down, in order and with the bytes, everything a process does to the files
 * under one directory, so that a replayer can build what a disk could hold had the power failed at any moment.
 *
 * Environment: POWER_CUT_DIR (absolute, resolved), POWER_CUT_LOG (log file, outside the directory), POWER_CUT_MARKS (a file whose writes
 * become markers: what the workload has acknowledged).
 *
 * Law: the order of the log is the order of the operations. One robust mutex, shared by all threads and processes through a page beside
 * the log, is held around the operation and its record. A sync has two records, because it covers only what was written before it began.
 *
 * Not durable and left out: `-shm` files (SQLite rebuilds them). Not recordable, written down as a caveat and refused by the reader:
 * shared writable mappings, hole punching, copies made inside the kernel.
 */
#ifndef RECORDER_H
#define RECORDER_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

#define HIDDEN __attribute__((visibility("hidden")))

/* Must equal TYPES in log.ts. */
enum { WRITE = 1, SIZE, GROW, SYNC_BEGIN, SYNC_END, CREATE, UNLINK, RENAME, LINK, MKDIR, RMDIR, MARK, CAVEAT };

/* Around an operation and its record; shared by every thread and process of the recording. */
HIDDEN void lock(void);
HIDDEN void unlock(void);

/* Appends one record and returns its sequence. The lock must be held. */
HIDDEN uint64_t record(uint32_t type, uint64_t inode, int64_t offset, const char *path, const struct iovec *data, int parts, size_t data_bytes);
HIDDEN uint64_t note(uint32_t type, uint64_t inode, int64_t offset, const char *path);

/* Whether a path, as the kernel names it, lies in the recorded directory; whether it is the file of marks. */
HIDDEN int inside(const char *path);
HIDDEN int is_marks(const char *path);

/* The kernel's own name of an open file (no table of descriptors that could go stale); 0 when there is none. `path` holds PATH_MAX bytes. */
HIDDEN int name_of(int fd, char *path);
HIDDEN int watched(int fd, char *path);
HIDDEN uint64_t inode_of(int fd);

/* A path as the kernel would name it, its folder resolved and its last part kept; 0 unless it lies in the recorded directory. */
HIDDEN int resolve(int at, const char *path, char *out);

#endif
