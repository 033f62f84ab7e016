import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One co-brand. Every table of a programme carries its id, and no query crosses it. */
@Entity('programme')
export class ProgrammeRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) id!: string
  /** `ProgrammeSettings` as JSON. */
  @Column({ type: 'text' }) settings!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
