-- As `prisma migrate diff --script` prints a schema.
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "auth";

-- CreateEnum
CREATE TYPE "auth"."Role" AS ENUM ('USER', 'ADMIN');

-- CreateTable
CREATE TABLE "auth"."User" (
    "id" TEXT NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "role" "auth"."Role" NOT NULL DEFAULT 'USER',
    "roles" "auth"."Role"[] DEFAULT ARRAY['USER']::"auth"."Role"[],
    "tags" TEXT[],
    "score" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "price" DECIMAL(65,30) NOT NULL DEFAULT 1.5,
    "meta" JSONB DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "authorId" TEXT,
    "title" TEXT NOT NULL,
    "views" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_PostToUser" (
    "A" INTEGER NOT NULL,
    "B" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "auth"."User"("email");

-- CreateIndex
CREATE INDEX "Post_title_idx" ON "Post"("title" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "_PostToUser_AB_unique" ON "_PostToUser"("A", "B");

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "auth"."User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AlterEnum
BEGIN;
CREATE TYPE "auth"."Role_new" AS ENUM ('USER', 'OWNER');
ALTER TABLE "auth"."User" ALTER COLUMN "role" DROP DEFAULT;
ALTER TABLE "auth"."User" ALTER COLUMN "roles" DROP DEFAULT;
ALTER TABLE "auth"."User" ALTER COLUMN "role" TYPE "auth"."Role_new" USING ("role"::text::"auth"."Role_new");
ALTER TABLE "auth"."User" ALTER COLUMN "roles" TYPE "auth"."Role_new"[] USING ("roles"::text::"auth"."Role_new"[]);
ALTER TYPE "auth"."Role" RENAME TO "Role_old";
ALTER TYPE "auth"."Role_new" RENAME TO "Role";
DROP TYPE "auth"."Role_old";
ALTER TABLE "auth"."User" ALTER COLUMN "role" SET DEFAULT 'USER';
COMMIT;

-- AlterTable
ALTER TABLE "Post" DROP COLUMN "views",
ADD COLUMN     "published" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "title" SET DATA TYPE VARCHAR(100);
