#!/bin/bash
# A study in 64 shards on a cluster that Slurm runs. A job that is lost or runs out of time is sent again as it is: it
# goes on with its part. When all have ended, the parts are added; the result is that of one machine, to the last bit.
#
#     sbatch --array=1-64 examples/cluster/slurm.sh case.toml 100000000 parts
#     entente merge parts/* --json -o robust.json
#SBATCH --job-name=entente
#SBATCH --cpus-per-task=8
#SBATCH --time=04:00:00
#SBATCH --requeue
set -euo pipefail
case_file=$1 draws=$2 folder=$3
mkdir -p "$folder"
exec entente robust "$case_file" --draws "$draws" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --threads "${SLURM_CPUS_PER_TASK:-1}" -o "$folder/part$SLURM_ARRAY_TASK_ID"
